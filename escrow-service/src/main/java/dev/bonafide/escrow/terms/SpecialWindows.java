package dev.bonafide.escrow.terms;

import java.time.Duration;

/**
 * The windows that differ for some orders.
 *
 * @param inspectedConfirmWithin for the buyer to accept or dispute an item with an official report
 */
public record SpecialWindows(Duration inspectedConfirmWithin) {

    /** Refuses a window that is not longer than nothing. */
    public SpecialWindows {
        Windows.requirePositive("inspectedConfirmWithin", inspectedConfirmWithin);
    }
}
