package dev.bonafide.escrow.order;

import dev.bonafide.escrow.terms.DisputeWindows;
import java.time.Duration;
import java.time.Instant;

/**
 * How old a freeze may become. No hold lasts for ever, whatever becomes of those who should have decided: it ages by the day, and
 * at its ceiling it ends by itself, as the terms of its order say.
 */
public final class FreezeAge {
    private static final Duration STEP = Duration.ofDays(1);

    private FreezeAge() {}

    /** When the ceiling is reached: the buyer has the money. */
    public static Instant expiresAt(Standstill freeze, DisputeWindows windows) {
        return later(freeze, windows).plus(windows.freezeEndAfter());
    }

    /** Whether on that day those are to be warned who can still do something about it: once, however late we come to it. */
    public static boolean isWarnedOn(Standstill freeze, DisputeWindows windows, Instant day, Instant now) {
        var warnsAt = later(freeze, windows).plus(windows.freezeWarnAfter());
        return day.minus(STEP).isBefore(warnsAt) && !now.isBefore(warnsAt);
    }

    /** Whether the ceiling has been reached. */
    public static boolean isExpired(Standstill freeze, DisputeWindows windows, Instant now) {
        return !now.isBefore(expiresAt(freeze, windows));
    }

    /** When the freeze is next a whole number of days old, after now. */
    public static Instant nextDay(Standstill freeze, Instant now) {
        var since = freeze.since();
        if (now.isBefore(since)) {
            return since.plus(STEP);
        }
        return since.plus(STEP.multipliedBy(Duration.between(since, now).dividedBy(STEP) + 1));
    }

    private static Instant later(Standstill freeze, DisputeWindows windows) {
        return freeze.extended() ? freeze.since().plus(windows.freezeExtendBy()) : freeze.since();
    }
}
