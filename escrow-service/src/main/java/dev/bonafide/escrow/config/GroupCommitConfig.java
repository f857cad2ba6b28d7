package dev.bonafide.escrow.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether commands that come at the same time share a transaction. Changes how fast they are carried out, and nothing else. */
@ConfigMapping(prefix = "bonafide.escrow.group-commit")
public interface GroupCommitConfig {
    @WithDefault("true")
    boolean enabled();

    /** Transactions under way at once, half of the pool's connections; commands gather while all of them are. */
    @WithDefault("6")
    int lanes();

    /** Most commands that share one. */
    @WithDefault("32")
    int groupMax();

    /** Longest wait of a shared transaction for a lock: it gives way soon, for its commands can be carried out one by one. */
    @WithDefault("PT0.1S")
    Duration lockWait();
}
