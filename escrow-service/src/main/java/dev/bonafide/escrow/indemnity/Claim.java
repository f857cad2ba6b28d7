package dev.bonafide.escrow.indemnity;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/**
 * What somebody outside of the sale has approved to make a buyer's loss good.
 *
 * @param source insurer or warranty
 * @param amount more than nothing
 */
public record Claim(UUID claimId, UUID orderId, UUID buyerId, UUID sellerId, Source source, Money amount) {

    /** Refuses nothing, and those who pay by other ways. */
    public Claim {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: > 0)");
        }
        if (source != Source.INSURER && source != Source.WARRANTY) {
            throw new IllegalArgumentException("source: " + source + " (expected: INSURER or WARRANTY)");
        }
    }
}
