package dev.bonafide.launcher.process;

import dev.bonafide.launcher.home.Home;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The record of a process we started.
 *
 * @param key the part
 * @param pid as the system numbered it; numbers are used again
 * @param startedAt when the system says it began, which tells it from a later bearer of the same number
 */
public record RunningPart(String key, long pid, Instant startedAt) {
    /** The start is derived from the boot time, which some systems give to the second only. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The record of a live process. */
    public static RunningPart of(String key, ProcessHandle process) {
        return new RunningPart(key, process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it is alive and still the one we started. */
    public Optional<ProcessHandle> process(Home home) {
        return ProcessHandle.of(pid)
                .filter(Ending::runs)
                .filter(process -> isTheSame(process.info().startInstant())
                        || Mark.on(process, home)
                                .filter(mark -> mark.part().equals(key))
                                .isPresent());
    }

    boolean isTheSame(Optional<Instant> start) {
        return start.filter(at -> !startedAt.equals(Instant.EPOCH))
                .filter(at -> Duration.between(startedAt, at).abs().compareTo(TOLERANCE) <= 0)
                .isPresent();
    }
}
