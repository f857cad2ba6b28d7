package dev.bonafide.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the clock of a sandbox is moved. Durations are machine time. */
@ConfigMapping(prefix = "bonafide.clock")
public interface MoveConfig {

    /** The longest one step may take until everything it set off has come to rest. */
    @WithDefault("60s")
    Duration stepLimit();

    /** The pause before asking again whether everything is at rest. */
    @WithDefault("20ms")
    Duration pollInterval();

    /** The farthest the clock goes in one move, in days. */
    @WithDefault("400")
    int daysMax();

    /** The longest one service or the broker may take to answer. */
    @WithDefault("5s")
    Duration answerLimit();
}
