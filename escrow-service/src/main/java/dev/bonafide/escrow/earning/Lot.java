package dev.bonafide.escrow.earning;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * One credit of a seller's earnings, and what is still there of it.
 *
 * @param orderId the sale it was earned with
 * @param availableAt payable: when it may be paid out; reserve: when it is given back
 * @param blocked whether something keeps it from leaving, such as a dispute about its order
 * @param policyVersion under which it was made
 */
public record Lot(
        UUID id,
        UUID sellerId,
        UUID orderId,
        Kind kind,
        Money amount,
        Money open,
        Instant availableAt,
        boolean blocked,
        String policyVersion) {

    /** Which of the seller's two accounts it is of. */
    public enum Kind {
        /** May be paid out, now or after its delay. */
        PAYABLE,
        /** Kept against losses, for a time. */
        RESERVE
    }
}
