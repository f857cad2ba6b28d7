package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.desk.order.Consequences.MoneyBack;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What follows when an order ends: the hold is divided, in one entry, and everybody is told what they get. */
public final class Endings {
    private Endings() {}

    static Consequences released(Order.Released order, Instant now) {
        var a = order.agreement();
        var hold = Hold.of(a.terms());
        var settled = settle(hold, Settlement.release(hold));
        return new Consequences(
                List.of(released(a, settled, dispute(order.ground()), now)),
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

    static Consequences refunded(Order.Refunded order, Instant now) {
        var hold = Hold.of(order.agreement().terms());
        var settled = settle(hold, Settlement.refund(hold));
        return switch (order.ground()) {
            case RefundGround.Ruled(var dispute, var _) ->
                refund(order, settled, order.payment(), Reason.DISPUTE_RULED, dispute, now);
            case RefundGround.Agreed _ -> refund(order, settled, order.payment(), Reason.AGREED, null, now);
            case RefundGround.NotDelivered _ ->
                refund(order, settled, order.payment(), Reason.NOT_DELIVERED, null, now);
        };
    }

    static Consequences partiallyRefunded(Order.PartiallyRefunded order, Instant now) {
        var settled = settle(Hold.of(order.agreement().terms()), order.legs());
        var sold = order.legs().seller().isPositive();
        return switch (order.ground()) {
            case RefundGround.Ruled(var dispute, var ruling) ->
                divided(
                        order,
                        settled,
                        ruling,
                        sold ? Reason.PART_RULED : Reason.DISPUTE_RULED,
                        PartiallyRefundedV1.By.RULING,
                        dispute,
                        now);
            case RefundGround.Agreed _ ->
                divided(
                        order,
                        settled,
                        order.agreement().orderId(),
                        Reason.PART_AGREED,
                        PartiallyRefundedV1.By.AGREEMENT,
                        null,
                        now);
            case RefundGround.NotDelivered _ ->
                throw new IllegalStateException("A parcel that never came is refunded in full");
        };
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
            Order.PartiallyRefunded order,
            Settled settled,
            UUID subject,
            Reason reason,
            PartiallyRefundedV1.By by,
            @Nullable UUID dispute,
            Instant now) {
        var a = order.agreement();
        var back = settled.part(Part.BUYER);
        var events = new ArrayList<OrderEvent>();
        events.add(new PartiallyRefundedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                order.legs().buyer(),
                settled.part(Part.SELLER),
                settled.part(Part.FEES),
                by,
                dispute,
                now));
        events.add(refundIssued(a, back, reason, dispute, now));
        // What is left of the sale has succeeded: to those who only ask that, it is a sale.
        if (order.legs().seller().isPositive()) {
            events.add(released(a, settled, dispute, now));
        }
        return new Consequences(
                events,
                List.of(settled.to(a.orderId(), a.sellerId(), subject)),
                new MoneyBack(order.payment(), back, reason, dispute));
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

    private static ReleasedV1 released(Agreement a, Settled settled, @Nullable UUID dispute, Instant now) {
        return new ReleasedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                settled.part(Part.SELLER),
                settled.part(Part.FEES),
                dispute,
                now);
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
            case RESERVATION_REFUSED, RISK_BLOCKED, UNPAID ->
                throw new IllegalStateException("An order cancelled as " + reason + " has not been paid");
        };
    }

    private static @Nullable UUID dispute(ReleaseGround ground) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _, ReleaseGround.AcceptedByTimer _ -> null;
            case ReleaseGround.Ruled(var dispute, var _) -> dispute;
        };
    }
}
