package dev.bonafide.escrow.chargeback;

import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a bank is answered, and who bears what it does not give back. Plain. */
public final class ChargebackRules {

    private ChargebackRules() {}

    /** Who bears what neither the hold nor a waiting refund covers. */
    public enum Bearer {
        SELLER,
        PLATFORM
    }

    /** A refund that has not reached the buyer, and that nobody is giving just now. */
    public record Waiting(UUID refund, Money amount) {}

    /**
     * How a loss is covered.
     *
     * @param whole the refunds that the bank has thereby made
     * @param part the refund of which it has made a part only, and how much; null if there is none
     * @param rest what remains to be borne
     */
    public record Cover(List<UUID> whole, @Nullable Waiting part, Money rest) {}

    /** When the evidence is handed in: so long before the bank's deadline, or at once if that has passed. */
    public static Instant contestAt(Instant now, Instant dueBy, Duration margin) {
        var at = dueBy.minus(margin);
        return at.isBefore(now) ? now : at;
    }

    /** Uses the loss for refunds that the buyer was to have anyway, oldest first: the bank has made them. */
    public static Cover cover(Money loss, List<Waiting> waiting) {
        var whole = new ArrayList<UUID>();
        var left = loss;
        for (var refund : waiting) {
            if (left.isZero()) {
                break;
            }
            if (refund.amount().isMoreThan(left)) {
                return new Cover(List.copyOf(whole), new Waiting(refund.refund(), left), Money.zero(left.currency()));
            }
            whole.add(refund.refund());
            left = left.minus(refund.amount());
        }
        return new Cover(List.copyOf(whole), null, left);
    }

    /** What has gone to others than the buyer: all of it, those of its milestones that were released, or their legs of what was divided. */
    public static Money released(Order order) {
        var total = order.agreement().terms().total();
        return switch (order) {
            case Order.Released _ -> total;
            case Order.PartiallyRefunded o -> notTheBuyers(o.legs());
            case Order.Disputed o -> notTheBuyers(o.before().ended());
            case Order.Underway o -> notTheBuyers(o.ended());
            case Order.Unpaid _, Order.Accepted _ -> Money.zero(total.currency());
            case Order.Refunded _, Order.Cancelled _ -> Money.zero(total.currency());
        };
    }

    /** What of a loss is about what was released: what is beyond that which is still held. */
    public static Money ofTheReleased(Order order, Money loss) {
        var held = switch (order) {
            case Order.Disputed o -> o.before().held().total();
            case Order.Underway o -> o.held().total();
            case Order.Unpaid _, Order.Accepted _, Order.Ended _ -> Money.zero(loss.currency());
        };
        return loss.minus(loss.min(held)).min(released(order));
    }

    /**
     * What of a loss the seller bears who has to bear it. A sale that went through was worth nothing in the end, fees included. Where
     * both sides have had something, each gives back what it got: the seller no more than that, and the platform its fee.
     *
     * @param loss about what was released
     * @param got what the seller has of the order by its entries
     */
    public static Money ofTheSeller(Order order, Money loss, Money got) {
        return order instanceof Order.PartiallyRefunded && !order.agreement().isInMilestones() ? loss.min(got) : loss;
    }

    private static Money notTheBuyers(Legs legs) {
        return legs.seller().plus(legs.platform());
    }

    /**
     * Who bears the rest. A seller who has earned nothing by the sale has nothing to give back; and for reasons like a
     * stolen card it is not the seller's fault, if the parcel was handed over.
     */
    public static Bearer bearer(String reason, boolean earned, boolean delivered, Set<String> borneByPlatform) {
        if (!earned) {
            return Bearer.PLATFORM;
        }
        return delivered && borneByPlatform.contains(reason) ? Bearer.PLATFORM : Bearer.SELLER;
    }
}
