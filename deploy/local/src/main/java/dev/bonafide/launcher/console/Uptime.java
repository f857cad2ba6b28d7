package dev.bonafide.launcher.console;

import java.time.Duration;

/** Writes how long something has been running in its two largest units. */
public final class Uptime {
    private Uptime() {}

    /** For example {@code 3 d 4 h}, {@code 12 min 5 s} or {@code 8 s}. */
    public static String of(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }
}
