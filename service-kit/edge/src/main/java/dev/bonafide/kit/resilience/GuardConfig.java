package dev.bonafide.kit.resilience;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls to one remote are bounded. All durations are machine time. */
public interface GuardConfig {

    /** The longest one try may take. */
    @WithDefault("2s")
    Duration timeLimit();

    /** Tries in all of a call whose failure is transient; 1 means that nothing is tried again. */
    @WithDefault("3")
    int attempts();

    /** The pause before the second try; doubles with each further one. */
    @WithDefault("100ms")
    Duration backOff();

    /** The longest pause. */
    @WithDefault("2s")
    Duration backOffMax();

    /** How much a pause varies either way, as a part of it, so that many callers do not come back together. */
    @WithDefault("0.5")
    double jitter();

    /** Calls under way at once; one more is refused at once. */
    @WithDefault("64")
    int concurrentCallsMax();

    /** When the remote is given a rest. */
    Breaker breaker();

    /** When the remote is given a rest. */
    interface Breaker {
        /** The last tries that are looked at. */
        @WithDefault("50")
        int window();

        /** Tries before anything is judged. */
        @WithDefault("10")
        int callsMin();

        /** Percentage of failures from which no call is let through. */
        @WithDefault("50")
        float failurePercentage();

        /** How long none is let through. */
        @WithDefault("10s")
        Duration rest();

        /** Calls let through after the rest, to see whether the remote is well. */
        @WithDefault("5")
        int probes();
    }
}
