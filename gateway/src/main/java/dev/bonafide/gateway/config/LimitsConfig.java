package dev.bonafide.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often somebody may ask, by kind of request. A quota refills evenly over its period and can be used in one burst. */
@ConfigMapping(prefix = "bonafide.limits")
public interface LimitsConfig {

    /** Reads of one signed-in caller. */
    Quota read();

    /** Everything else of one signed-in caller. */
    Quota write();

    /** Requests without a token that verifies, from one address. */
    Quota anonymous();

    /** Signed webhooks, from one address. */
    Quota webhook();

    /** Callers and addresses remembered at once; the least used are forgotten first. */
    @WithDefault("100000")
    int bucketsMax();

    /** One quota. */
    interface Quota {
        /** Requests per period. */
        int requests();

        /** Machine time. */
        @WithDefault("1m")
        Duration period();
    }
}
