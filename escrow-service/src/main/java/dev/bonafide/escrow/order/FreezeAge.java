package dev.bonafide.escrow.order;

import java.time.Duration;
import java.time.Instant;

/**
 * How old a freeze may become. No hold lasts for ever, whatever becomes of those who should have decided: it ages by the day, and
 * at its ceiling it ends by itself.
 */
public final class FreezeAge {
    /** When it ends by itself: the buyer has the money. */
    public static final Duration CEILING = Duration.ofDays(60);

    private static final Duration STEP = Duration.ofDays(1);

    private FreezeAge() {}

    /** When the ceiling is reached. */
    public static Instant expiresAt(Instant since) {
        return since.plus(CEILING);
    }

    /** Whether it has been reached. */
    public static boolean isExpired(Instant since, Instant now) {
        return !now.isBefore(expiresAt(since));
    }

    /** When the freeze is next a whole number of days old, after now. */
    public static Instant nextDay(Instant since, Instant now) {
        if (now.isBefore(since)) {
            return since.plus(STEP);
        }
        return since.plus(STEP.multipliedBy(Duration.between(since, now).dividedBy(STEP) + 1));
    }
}
