package dev.bonafide.escrow.settlement;

import dev.bonafide.kit.money.Money;
import java.util.Currency;

/**
 * Who is to have how much of a hold, before the fees of the seller's leg.
 *
 * @param platform what is nobody's else: fees, and from them the services that were rendered
 */
public record Legs(Money buyer, Money seller, Money platform) {

    /** Nothing for anybody. */
    public static Legs nothing(Currency currency) {
        var nothing = Money.zero(currency);
        return new Legs(nothing, nothing, nothing);
    }

    /** What they come to. */
    public Money sum() {
        return buyer.plus(seller).plus(platform);
    }

    /** Both together. */
    public Legs plus(Legs other) {
        return new Legs(buyer.plus(other.buyer), seller.plus(other.seller), platform.plus(other.platform));
    }

    /** What is left of these without the others, which are at most as much each. */
    public Legs minus(Legs other) {
        return new Legs(buyer.minus(other.buyer), seller.minus(other.seller), platform.minus(other.platform));
    }

    /** Whether the buyer gets some of it and not all. */
    public boolean isDivided() {
        return buyer.isPositive() && (seller.isPositive() || platform.isPositive());
    }
}
