package dev.bonafide.launcher.console;

import java.time.Duration;
import java.util.Locale;

/** Measures machine time from its creation. */
public final class Stopwatch {
    private final long startedNanos = System.nanoTime();

    /** Time since creation. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s", elapsed().toMillis() / 1000.0);
    }
}
