package dev.bonafide.escrow.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * What one person of finance has said of a transfer by hand.
 *
 * @param number from 1, in the order in which they were said of the refund
 * @param reference the bank's, by which the transfer can be found
 */
public record TransferWord(int number, Kind kind, UUID person, String reference, Instant at) {

    /** What was said. */
    public enum Kind {
        /** That it was made; a later one takes the place of an earlier one. */
        WRITTEN,
        /** That what was written last was wrong. */
        WITHDRAWN,
        /** The same as the first person, by a second one. */
        CONFIRMED
    }
}
