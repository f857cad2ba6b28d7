package dev.bonafide.escrow.settlement;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a hold is divided. Every way to end an order is a choice of legs that sum to the hold; the parts booked follow from
 * the legs alone. Fees follow the leg: the seller's fee is taken only from what the seller gets. Where a share does not
 * divide, the unit that is left goes to the larger remainder.
 */
public final class Settlement {
    private static final List<Part> SERVICES = List.of(Part.INSPECTION, Part.INSURANCE, Part.WARRANTY);

    private Settlement() {}

    /** The sale has succeeded: the price is the seller's. */
    public static Legs release(Hold hold) {
        return legs(hold, nothing(hold), hold.price());
    }

    /** The sale has failed: everything is the buyer's again. */
    public static Legs refund(Hold hold) {
        return legs(hold, hold.total(), nothing(hold));
    }

    /** The sale has failed, and the buyer has caused costs: the platform keeps the buyer's fee. */
    public static Legs refundLessFee(Hold hold) {
        return legs(hold, hold.total().minus(hold.buyerFee()), nothing(hold));
    }

    /**
     * The buyer keeps the item and has some of the price back, with the same share of the buyer's fee. Services stay paid,
     * unless the whole price goes back.
     *
     * @param back more than nothing, at most the price
     */
    public static Legs refundOfPrice(Hold hold, Money back) {
        if (back.equals(hold.price())) {
            return refund(hold);
        }
        return legs(
                hold,
                back.plus(Shares.of(hold.buyerFee(), back, hold.price())),
                hold.price().minus(back));
    }

    /**
     * The item has gone back: the buyer has everything, services included, but what the seller keeps for its condition and what the
     * platform has paid for its way.
     */
    public static Legs returned(Hold hold, Money bySeller, Money freight) {
        return legs(hold, hold.total().minus(bySeller).minus(freight), bySeller);
    }

    /** Everything in that ratio; at least one weight is more than nothing. */
    public static Legs inRatio(Hold hold, int buyer, int seller, int platform) {
        var shares = hold.total().allocate(buyer, seller, platform);
        return new Legs(shares.get(0), shares.get(1), shares.get(2));
    }

    /**
     * What is booked for legs that sum to the hold.
     *
     * @param futureParts of an instalment plan that nobody has paid yet: the buyer's leg cancels them first
     */
    public static Settled settle(Hold hold, Legs legs, Money futureParts) {
        if (!legs.sum().equals(hold.total())) {
            throw new IllegalArgumentException(legs + " sum to " + legs.sum() + " (expected: " + hold.total() + ")");
        }
        var parts = new EnumMap<Part, Money>(Part.class);
        parts.put(Part.TOTAL, hold.total());
        var cancelled = legs.buyer().min(futureParts);
        parts.put(Part.FUTURE_PARTS, cancelled);
        parts.put(Part.BUYER, legs.buyer().minus(cancelled));

        // A leg above the price is no dearer than the price.
        var fee = Shares.of(hold.sellerFee(), legs.seller().min(hold.price()), hold.price());
        var seller = payServices(parts, legs.seller().minus(fee), hold.sellerServices());
        var platform = payServices(parts, legs.platform(), hold.buyerServices());
        parts.put(Part.SELLER, seller);
        parts.put(Part.FEES, platform.plus(fee));
        parts.values().removeIf(Money::isZero);
        return new Settled(fact(legs), Map.copyOf(parts));
    }

    private static Fact fact(Legs legs) {
        if (legs.isDivided()) {
            return Fact.SPLIT;
        }
        return legs.buyer().isPositive() ? Fact.REFUNDED : Fact.RELEASED;
    }

    /** Pays the services from a leg as far as it reaches; what is left of it. */
    private static Money payServices(Map<Part, Money> parts, Money leg, Map<Part, Money> services) {
        var left = leg;
        for (var service : SERVICES) {
            var price = services.get(service);
            if (price != null) {
                var paid = price.min(left);
                parts.merge(service, paid, Money::plus);
                left = left.minus(paid);
            }
        }
        return left;
    }

    private static Legs legs(Hold hold, Money buyer, Money seller) {
        return new Legs(buyer, seller, hold.total().minus(buyer).minus(seller));
    }

    private static Money nothing(Hold hold) {
        return Money.zero(hold.price().currency());
    }
}
