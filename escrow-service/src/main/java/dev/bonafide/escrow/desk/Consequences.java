package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.AcceptedV1;
import dev.bonafide.escrow.events.said.OrderEvent.AwaitingPaymentV1;
import dev.bonafide.escrow.events.said.OrderEvent.CancelledV1;
import dev.bonafide.escrow.events.said.OrderEvent.FrozenV1;
import dev.bonafide.escrow.events.said.OrderEvent.FundedV1;
import dev.bonafide.escrow.events.said.OrderEvent.InspectionStartedV1;
import dev.bonafide.escrow.events.said.OrderEvent.PlacedV1;
import dev.bonafide.escrow.events.said.OrderEvent.RefundIssuedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReleasedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ServiceV1;
import dev.bonafide.escrow.events.said.OrderEvent.ShippedV1;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.CancelReason;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.ReleaseGround;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows when an order enters a stage: what is said, what is booked, and what goes back to the buyer. Plain; the
 * desk carries it out in the transaction of the step.
 */
record Consequences(
        List<OrderEvent> events,
        List<Occurrence> bookings,
        @Nullable MoneyBack moneyBack) {
    private static final Consequences NONE = new Consequences(List.of(), List.of(), null);

    /** Held money that goes back to the buyer. */
    record MoneyBack(
            UUID payment,
            Money amount,
            Reason reason,
            @Nullable UUID dispute) {}

    /** What follows from entering a stage. Staying within one has no consequences. */
    static Consequences of(@Nullable Order from, Order to, Instant now) {
        if (from != null && from.stage() == to.stage()) {
            return NONE;
        }
        var a = to.agreement();
        var terms = a.terms();
        return switch (to) {
            case Order.Placed _ ->
                said(new PlacedV1(
                        a.orderId(),
                        a.listingId(),
                        a.buyerId(),
                        a.sellerId(),
                        terms.price(),
                        terms.buyerFee(),
                        terms.sellerFee(),
                        terms.total(),
                        a.snapshotHash(),
                        a.deliveryAddressId(),
                        terms.version(),
                        a.placedAt(),
                        ServiceV1.of(terms)));
            case Order.AwaitingPayment o ->
                said(new AwaitingPaymentV1(
                        a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), terms.total(), o.paymentDueAt(), now));
            case Order.Funded o ->
                new Consequences(
                        List.of(new FundedV1(
                                a.orderId(),
                                a.listingId(),
                                a.buyerId(),
                                a.sellerId(),
                                terms.total(),
                                terms.price(),
                                a.deliveryAddressId(),
                                o.shipBy(),
                                now,
                                ServiceV1.of(terms))),
                        List.of(funded(a)),
                        null);
            case Order.Shipped o ->
                said(new ShippedV1(a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), o.shipment(), now));
            case Order.Inspection o ->
                said(new InspectionStartedV1(
                        a.orderId(),
                        a.listingId(),
                        a.buyerId(),
                        a.sellerId(),
                        o.shipment(),
                        o.deliveredAt(),
                        o.autoConfirmAt()));
            case Order.Accepted o ->
                said(new AcceptedV1(
                        a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), acceptedBy(o.ground()), now));
            case Order.Released o ->
                new Consequences(
                        List.of(new ReleasedV1(
                                a.orderId(),
                                a.listingId(),
                                a.buyerId(),
                                a.sellerId(),
                                terms.sellerAmount(),
                                terms.fees(),
                                dispute(o.ground()),
                                now)),
                        List.of(new Occurrence(
                                Fact.RELEASED,
                                a.orderId(),
                                a.sellerId(),
                                a.orderId(),
                                Map.of(
                                        Part.TOTAL,
                                        terms.total(),
                                        Part.SELLER,
                                        terms.sellerAmount(),
                                        Part.FEES,
                                        terms.fees(),
                                        Part.INSPECTION,
                                        terms.paidFor(Service.Kind.INSPECTION),
                                        Part.INSURANCE,
                                        terms.paidFor(Service.Kind.INSURANCE),
                                        Part.WARRANTY,
                                        terms.paidFor(Service.Kind.WARRANTY)))),
                        null);
            case Order.Disputed o ->
                said(new FrozenV1(
                        a.orderId(), o.dispute(), a.buyerId(), a.sellerId(), FrozenV1.Source.HELD, terms.total(), now));
            case Order.Refunded o ->
                new Consequences(
                        List.of(refundIssued(a, terms.total(), Reason.DISPUTE_RULED, o.dispute(), now)),
                        List.of(refunded(a)),
                        new MoneyBack(o.payment(), terms.total(), Reason.DISPUTE_RULED, o.dispute()));
            case Order.Cancelled o -> cancelled(from, o, now);
        };
    }

    /** The event of money that is on its way back. */
    static RefundIssuedV1 refundIssued(Agreement a, Money amount, Reason reason, @Nullable UUID dispute, Instant now) {
        return new RefundIssuedV1(
                a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), amount, reason.name(), dispute, now);
    }

    private static Consequences cancelled(@Nullable Order from, Order.Cancelled order, Instant now) {
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
                now);
        var payment = order.payment();
        if (payment == null) {
            return said(said);
        }
        var total = a.terms().total();
        var reason = refundReason(order.reason());
        return new Consequences(
                List.of(said, refundIssued(a, total, reason, null, now)),
                List.of(refunded(a)),
                new MoneyBack(payment, total, reason, null));
    }

    private static Reason refundReason(CancelReason reason) {
        return switch (reason) {
            case BY_BUYER -> Reason.BY_BUYER;
            case BY_SELLER -> Reason.BY_SELLER;
            case NOT_SHIPPED -> Reason.NOT_SHIPPED;
            case RESERVATION_REFUSED, RISK_BLOCKED, UNPAID ->
                throw new IllegalStateException("An order cancelled as " + reason + " has not been paid");
        };
    }

    private static AcceptedV1.By acceptedBy(ReleaseGround.Acceptance ground) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _ -> AcceptedV1.By.BUYER;
            case ReleaseGround.AcceptedByTimer _ -> AcceptedV1.By.TIMER;
        };
    }

    private static @Nullable UUID dispute(ReleaseGround ground) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _, ReleaseGround.AcceptedByTimer _ -> null;
            case ReleaseGround.Ruled(var dispute, var _) -> dispute;
        };
    }

    private static Occurrence funded(Agreement a) {
        return Occurrence.of(
                Fact.FUNDED, a.orderId(), a.sellerId(), a.orderId(), a.terms().total());
    }

    private static Occurrence refunded(Agreement a) {
        var total = a.terms().total();
        return new Occurrence(
                Fact.REFUNDED, a.orderId(), a.sellerId(), a.orderId(), Map.of(Part.TOTAL, total, Part.BUYER, total));
    }

    private static Consequences said(OrderEvent event) {
        return new Consequences(List.of(event), List.of(), null);
    }
}
