package dev.bonafide.escrow.terms;

import static dev.bonafide.escrow.terms.Windows.requirePositive;

import java.time.Duration;

/**
 * How long after the acceptance an order may still be disputed, and how long a dispute may keep its money from moving.
 *
 * @param hiddenDefectWithin for what a look does not show, from the acceptance
 * @param counterfeitWithin for an item that is not what it seems, from the acceptance
 * @param freezeWarnAfter when finance is warned that a freeze will end by itself
 * @param freezeEndAfter when it does
 * @param freezeExtendBy what two people may add to that, once
 */
public record DisputeWindows(
        Duration hiddenDefectWithin,
        Duration counterfeitWithin,
        Duration freezeWarnAfter,
        Duration freezeEndAfter,
        Duration freezeExtendBy) {

    /** Refuses a window that is not longer than nothing, and a warning that would come too late. */
    public DisputeWindows {
        requirePositive("hiddenDefectWithin", hiddenDefectWithin);
        requirePositive("counterfeitWithin", counterfeitWithin);
        requirePositive("freezeWarnAfter", freezeWarnAfter);
        requirePositive("freezeEndAfter", freezeEndAfter);
        requirePositive("freezeExtendBy", freezeExtendBy);
        if (freezeWarnAfter.compareTo(freezeEndAfter) >= 0) {
            throw new IllegalArgumentException(
                    "freezeWarnAfter: " + freezeWarnAfter + " (expected: < " + freezeEndAfter + ")");
        }
    }

    /** The same with another time for what a look does not show. */
    DisputeWindows withHiddenDefects(Duration within) {
        return new DisputeWindows(within, counterfeitWithin, freezeWarnAfter, freezeEndAfter, freezeExtendBy);
    }
}
