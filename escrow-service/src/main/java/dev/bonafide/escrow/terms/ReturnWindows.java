package dev.bonafide.escrow.terms;

import static dev.bonafide.escrow.terms.Windows.requirePositive;

import java.time.Duration;

/**
 * How long each step of a return without a reason may last before we act by ourselves, whatever becomes of those who should have
 * told us.
 *
 * @param askWithin for a return to be accepted after a release, from when the buyer had the item: the days that the logistics
 *     service counts are over by then in every zone
 * @param dispatchWithin for the first scan of the return, from when it was accepted: longer than the buyer is given
 * @param arriveWithin for the item to be back with the seller, from that scan
 * @param refundWithin for the seller to doubt what has come back, from its arrival
 */
public record ReturnWindows(Duration askWithin, Duration dispatchWithin, Duration arriveWithin, Duration refundWithin) {

    /** Refuses a window that is not longer than nothing. */
    public ReturnWindows {
        requirePositive("askWithin", askWithin);
        requirePositive("dispatchWithin", dispatchWithin);
        requirePositive("arriveWithin", arriveWithin);
        requirePositive("refundWithin", refundWithin);
    }
}
