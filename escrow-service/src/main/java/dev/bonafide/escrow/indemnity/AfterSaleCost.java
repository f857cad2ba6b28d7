package dev.bonafide.escrow.indemnity;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.kit.money.Money;
import java.util.UUID;

/**
 * What somebody outside of the sale is paid for it after the sale: a carrier, or whoever has repaired or replaced the item.
 *
 * @param id the return or the claim; each costs once
 * @param amount more than nothing
 */
public record AfterSaleCost(UUID id, UUID orderId, UUID buyerId, UUID sellerId, Bearer bearer, Money amount) {

    /** Refuses nothing. */
    public AfterSaleCost {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: > 0)");
        }
    }

    /** The fact that books it. */
    public Fact fact() {
        return switch (bearer) {
            case PLATFORM -> Fact.FREIGHT_PAID;
            case SELLER -> Fact.FREIGHT_CHARGED;
            case WARRANTY -> Fact.WARRANTY_SERVED;
        };
    }

    /** Who bears it. */
    public enum Bearer {
        /** Freight, as an expense. */
        PLATFORM,
        /** Freight, which the seller owes us. */
        SELLER,
        /** Repair or replacement, by the account of the warranty. */
        WARRANTY
    }

    /** What has come of it. */
    public enum Outcome {
        BOOKED,
        /** The same was booked before. */
        BOOKED_BEFORE,
        /** Another amount or bearer was booked for it before: the first counts. */
        OTHER_BEFORE,
        /** We know no such order, or know it otherwise. */
        ORDER_DIFFERS
    }
}
