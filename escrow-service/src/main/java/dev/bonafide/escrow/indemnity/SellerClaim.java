package dev.bonafide.escrow.indemnity;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/**
 * What the insurer of a parcel has approved for a seller, whose item was lost or damaged on its way back.
 *
 * @param amount more than nothing
 */
public record SellerClaim(UUID claimId, UUID orderId, UUID buyerId, UUID sellerId, Money amount) {

    /** Refuses nothing. */
    public SellerClaim {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: > 0)");
        }
    }
}
