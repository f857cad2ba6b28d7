package dev.bonafide.escrow.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether commands that come at the same time share a transaction. Changes how fast they are carried out, and nothing else. */
@ConfigMapping(prefix = "bonafide.escrow.group-commit")
public interface GroupCommitConfig {
    @WithDefault("true")
    boolean enabled();

    /**
     * Transactions under way at once; commands gather while all of them are. Two: one group is carried out while the one
     * before waits for its disk, and the fewer there are, the larger they become.
     */
    @WithDefault("2")
    int lanes();

    /** After this a group that is still under way, waiting for a lock, does not keep its lane from others. */
    @WithDefault("PT0.25S")
    Duration laneHeldMax();

    /** Most commands that share one. */
    @WithDefault("64")
    int groupMax();

    /** Longest wait of a shared transaction for a lock: it gives way soon, for its commands can be carried out one by one. */
    @WithDefault("PT0.1S")
    Duration lockWait();
}
