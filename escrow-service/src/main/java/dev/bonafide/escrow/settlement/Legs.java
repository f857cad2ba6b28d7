package dev.bonafide.escrow.settlement;

import dev.bonafide.kit.money.Money;

/**
 * Who is to have how much of a hold, before the fees of the seller's leg.
 *
 * @param platform what is nobody's else: fees, and from them the services that were rendered
 */
public record Legs(Money buyer, Money seller, Money platform) {

    /** What they come to. */
    public Money sum() {
        return buyer.plus(seller).plus(platform);
    }

    /** Whether the buyer gets some of it and not all. */
    public boolean isDivided() {
        return buyer.isPositive() && (seller.isPositive() || platform.isPositive());
    }
}
