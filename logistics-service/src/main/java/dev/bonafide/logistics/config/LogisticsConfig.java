package dev.bonafide.logistics.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of this service. */
@ConfigMapping(prefix = "bonafide.logistics")
public interface LogisticsConfig {

    /** The secret from which the keys for personal data are derived, at least 16 characters. There is no default. */
    String dataKey();

    Carrier carrier();

    /** How carriers reach us. */
    interface Carrier {
        /** What the sandbox's carrier signs with; without it that carrier is not offered. */
        Optional<String> webhookSecret();

        /** Where the sandbox's carrier calls. */
        String webhookBaseUrl();

        /** How long messages, and observations of numbers that nobody registered, are kept. */
        @WithDefault("30d")
        Duration keepMessagesFor();
    }
}
