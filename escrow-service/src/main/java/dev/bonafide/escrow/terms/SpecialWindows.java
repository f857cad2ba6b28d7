package dev.bonafide.escrow.terms;

import java.time.Duration;

/**
 * The windows that differ for some orders.
 *
 * @param inspectedConfirmWithin for the buyer to accept or dispute an item with an official report
 * @param meetWithin for the two sides to meet after the payment
 * @param meetConfirmWithin for the buyer to find hidden defects after they have met
 * @param meetNoticeAtLeast what the buyer has in any case after we heard of a hand-over without network
 * @param inspectedHiddenDefectWithin for what a look does not show of an item with an official report, from the acceptance
 * @param meetHiddenDefectWithin for the same of an item that was handed over in person
 */
public record SpecialWindows(
        Duration inspectedConfirmWithin,
        Duration meetWithin,
        Duration meetConfirmWithin,
        Duration meetNoticeAtLeast,
        Duration inspectedHiddenDefectWithin,
        Duration meetHiddenDefectWithin) {

    /** Refuses a window that is not longer than nothing. */
    public SpecialWindows {
        Windows.requirePositive("inspectedConfirmWithin", inspectedConfirmWithin);
        Windows.requirePositive("meetWithin", meetWithin);
        Windows.requirePositive("meetConfirmWithin", meetConfirmWithin);
        Windows.requirePositive("meetNoticeAtLeast", meetNoticeAtLeast);
        Windows.requirePositive("inspectedHiddenDefectWithin", inspectedHiddenDefectWithin);
        Windows.requirePositive("meetHiddenDefectWithin", meetHiddenDefectWithin);
    }
}
