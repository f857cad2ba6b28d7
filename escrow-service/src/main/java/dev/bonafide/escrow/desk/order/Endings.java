package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
import dev.bonafide.escrow.desk.order.MilestoneSteps.Earned;
import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.CancelledV1;
import dev.bonafide.escrow.events.said.OrderEvent.PartiallyRefundedV1;
import dev.bonafide.escrow.events.said.OrderEvent.RefundIssuedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReleasedV1;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.CancelReason;
import dev.bonafide.escrow.order.Milestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.RefundGround;
import dev.bonafide.escrow.order.ReleaseGround;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settled;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What follows when an order ends: the hold is divided, in one entry, and everybody is told what they get. */
public final class Endings {
    private Endings() {}

    static Consequences released(@Nullable Order from, Order.Released order, Instant now) {
        var a = order.agreement();
        var earned = earnedBefore(from, a);
        if (isSettled(from)) {
            return Consequences.said(released(a, earned, dispute(order.ground()), now));
        }
        var hold = held(from, a);
        var settled = settle(hold, Settlement.release(hold));
        return new Consequences(
                List.of(released(a, earned.plus(settled), dispute(order.ground()), now)),
                List.of(settled.to(a.orderId(), a.sellerId(), subject(order))),
                null);
    }

    /** An order is released once by itself, and once more by the ruling of a dispute that has taken that back. */
    private static UUID subject(Order.Released order) {
        return order.ground() instanceof ReleaseGround.Ruled(var _, var ruling)
                ? ruling
                : order.agreement().orderId();
    }

    /** What the release has given is held again; how much of the seller's share was kept, the seller's lots know. */
    static Occurrence releaseReversed(Order.Disputed order) {
        var a = order.agreement();
        var hold = Hold.of(a.terms());
        var released = settle(hold, Settlement.release(hold));
        return new Occurrence(Fact.RELEASE_REVERSED, a.orderId(), a.sellerId(), order.dispute(), released.parts());
    }

    static Consequences refunded(@Nullable Order from, Order.Refunded order, Instant now) {
        if (isSettled(from)) {
            return Consequences.NONE;
        }
        var hold = held(from, order.agreement());
        var settled = settle(hold, Settlement.refund(hold));
        return switch (order.ground()) {
            case RefundGround.Ruled(var dispute, var _) ->
                refund(order, settled, order.payment(), Reason.DISPUTE_RULED, dispute, now);
            case RefundGround.Agreed _ -> refund(order, settled, order.payment(), Reason.AGREED, null, now);
            case RefundGround.Returned _ -> refund(order, settled, order.payment(), Reason.RETURNED, null, now);
            case RefundGround.NotDelivered _ ->
                refund(order, settled, order.payment(), Reason.NOT_DELIVERED, null, now);
        };
    }

    static Consequences partiallyRefunded(@Nullable Order from, Order.PartiallyRefunded order, Instant now) {
        var a = order.agreement();
        return switch (order.ground()) {
            case RefundGround.Ruled(var dispute, var _)
            when isSettled(from) -> settled(from, order, PartiallyRefundedV1.By.RULING, dispute, now);
            case RefundGround.Ruled(var dispute, var ruling) ->
                divided(
                        from,
                        held(from, a),
                        order,
                        ruling,
                        order.legs().seller().isPositive() ? Reason.PART_RULED : Reason.DISPUTE_RULED,
                        PartiallyRefundedV1.By.RULING,
                        dispute,
                        now);
            case RefundGround.Agreed _ ->
                divided(
                        from,
                        held(from, a),
                        order,
                        a.orderId(),
                        Reason.PART_AGREED,
                        PartiallyRefundedV1.By.AGREEMENT,
                        null,
                        now);
            case RefundGround.Returned _ ->
                divided(
                        from,
                        held(from, a).returned(),
                        order,
                        a.orderId(),
                        Reason.PART_RETURNED,
                        PartiallyRefundedV1.By.RETURN,
                        null,
                        now);
            case RefundGround.NotDelivered _ -> settled(from, order, PartiallyRefundedV1.By.DEADLINE, null, now);
        };
    }

    /** Each milestone has ended by an entry of its own; what they have come to is told once. */
    private static Consequences settled(
            @Nullable Order from,
            Order.PartiallyRefunded order,
            PartiallyRefundedV1.By by,
            @Nullable UUID dispute,
            Instant now) {
        var a = order.agreement();
        var earned = earnedBefore(from, a);
        var told = Consequences.said(divided(order, earned, by, dispute, now));
        return order.legs().seller().isPositive() ? told.then(released(a, earned, dispute, now)) : told;
    }

    private static boolean isSettled(@Nullable Order from) {
        return from != null
                && Milestones.ofOpen(from).filter(Milestones::haveEnded).isPresent();
    }

    static Consequences cancelled(@Nullable Order from, Order.Cancelled order, Instant now) {
        var a = order.agreement();
        var before = from == null ? order.stage() : from.stage();
        var said = new CancelledV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                order.reason().name(),
                order.detail(),
                before.name(),
                order.feeKept() ? a.terms().buyerFee() : null,
                now);
        var payment = order.payment();
        if (payment == null) {
            return Consequences.said(said);
        }
        // Nothing was rendered yet: what the platform keeps is its fee, and no price of a service the buyer had added.
        var hold = Hold.of(a.terms()).withoutServices();
        var legs = order.feeKept() ? Settlement.refundLessFee(hold) : Settlement.refund(hold);
        return refund(order, settle(hold, legs), payment, reason(order.reason()), null, now)
                .after(said);
    }

    /** The event of money that is on its way back. */
    public static RefundIssuedV1 refundIssued(
            Agreement a, Money amount, Reason reason, @Nullable UUID dispute, Instant now) {
        return new RefundIssuedV1(
                a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), amount, reason.name(), dispute, now);
    }

    private static Consequences divided(
            @Nullable Order from,
            Hold held,
            Order.PartiallyRefunded order,
            UUID subject,
            Reason reason,
            PartiallyRefundedV1.By by,
            @Nullable UUID dispute,
            Instant now) {
        var a = order.agreement();
        var settled = settle(held, order.legs().minus(endedBefore(from, a)));
        var earned = earnedBefore(from, a).plus(settled);
        var back = settled.part(Part.BUYER);
        var events = new ArrayList<OrderEvent>();
        events.add(divided(order, earned, by, dispute, now));
        if (back.isPositive()) {
            events.add(refundIssued(a, back, reason, dispute, now));
        }
        // What is left of the sale has succeeded: to those who only ask that, it is a sale.
        if (order.legs().seller().isPositive()) {
            events.add(released(a, earned, dispute, now));
        }
        return new Consequences(
                events,
                List.of(settled.to(a.orderId(), a.sellerId(), subject)),
                back.isPositive() ? new MoneyBack(order.payment(), back, reason, dispute) : null);
    }

    private static PartiallyRefundedV1 divided(
            Order.PartiallyRefunded order,
            Earned earned,
            PartiallyRefundedV1.By by,
            @Nullable UUID dispute,
            Instant now) {
        var a = order.agreement();
        return new PartiallyRefundedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                order.legs().buyer(),
                earned.seller(),
                earned.fees(),
                by,
                dispute,
                now);
    }

    private static Consequences refund(
            Order order, Settled settled, UUID payment, Reason reason, @Nullable UUID dispute, Instant now) {
        var a = order.agreement();
        var back = settled.part(Part.BUYER);
        return new Consequences(
                List.of(refundIssued(a, back, reason, dispute, now)),
                List.of(settled.to(a.orderId(), a.sellerId(), a.orderId())),
                new MoneyBack(payment, back, reason, dispute));
    }

    private static ReleasedV1 released(Agreement a, Earned earned, @Nullable UUID dispute, Instant now) {
        return new ReleasedV1(
                a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), earned.seller(), earned.fees(), dispute, now);
    }

    /** What is still held of an order that ends: all of it, unless milestones have ended before. */
    private static Hold held(@Nullable Order from, Agreement a) {
        return underway(from).map(Order.Underway::held).orElseGet(() -> Hold.of(a.terms()));
    }

    private static Legs endedBefore(@Nullable Order from, Agreement a) {
        return underway(from)
                .map(Order.Underway::ended)
                .orElseGet(() -> Legs.nothing(a.terms().price().currency()));
    }

    private static Optional<Order.Underway> underway(@Nullable Order from) {
        return switch (from) {
            case Order.Disputed frozen -> Optional.of(frozen.before());
            case Order.Underway under -> Optional.of(under);
            case null -> Optional.empty();
            case Order.Unpaid _, Order.Accepted _, Order.Ended _ -> Optional.empty();
        };
    }

    private static Earned earnedBefore(@Nullable Order from, Agreement a) {
        return from == null ? Earned.nothing(a) : MilestoneSteps.earnedBefore(from);
    }

    // Of a plan the order knows nothing: PlanMoney takes off its future parts afterwards.
    private static Settled settle(Hold hold, Legs legs) {
        return Settlement.settle(hold, legs, Money.zero(hold.price().currency()));
    }

    private static Reason reason(CancelReason reason) {
        return switch (reason) {
            case BY_BUYER -> Reason.BY_BUYER;
            case BY_SELLER -> Reason.BY_SELLER;
            case NOT_SHIPPED -> Reason.NOT_SHIPPED;
            case NOT_HANDED_OVER -> Reason.NOT_HANDED_OVER;
            case RESERVATION_REFUSED, RISK_BLOCKED, NOT_AGREED, UNPAID ->
                throw new IllegalStateException("An order cancelled as " + reason + " has not been paid");
        };
    }

    private static @Nullable UUID dispute(ReleaseGround ground) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _, ReleaseGround.AcceptedByTimer _ -> null;
            case ReleaseGround.LastMilestone _ -> null;
            case ReleaseGround.Ruled(var dispute, var _) -> dispute;
        };
    }
}
