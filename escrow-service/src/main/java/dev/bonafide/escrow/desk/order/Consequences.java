package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.AcceptedV1;
import dev.bonafide.escrow.events.said.OrderEvent.AwaitingPaymentV1;
import dev.bonafide.escrow.events.said.OrderEvent.DeliveryRevokedV1;
import dev.bonafide.escrow.events.said.OrderEvent.FrozenV1;
import dev.bonafide.escrow.events.said.OrderEvent.FundedV1;
import dev.bonafide.escrow.events.said.OrderEvent.InspectionExtendedV1;
import dev.bonafide.escrow.events.said.OrderEvent.InspectionStartedV1;
import dev.bonafide.escrow.events.said.OrderEvent.MilestoneV1;
import dev.bonafide.escrow.events.said.OrderEvent.PlacedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ResumedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReturnEndedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReturnStartedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ServiceV1;
import dev.bonafide.escrow.events.said.OrderEvent.ShippedV1;
import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.AwaitingPayment;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.ReleaseGround;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.order.Stage;
import dev.bonafide.escrow.payment.Refund.Reason;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows when an order enters a stage: what is said, what is booked, and what goes back to the buyer. Plain; the
 * desk carries it out in the transaction of the step.
 */
public record Consequences(
        List<OrderEvent> events,
        List<Occurrence> bookings,
        @Nullable MoneyBack moneyBack) {
    /** Nothing. */
    static final Consequences NONE = new Consequences(List.of(), List.of(), null);

    /** Held money that goes back to the buyer. */
    public record MoneyBack(
            UUID payment,
            Money amount,
            Reason reason,
            @Nullable UUID dispute) {}

    /** The same, and then something more to say. */
    Consequences then(OrderEvent last) {
        var all = new ArrayList<>(events);
        all.add(last);
        return new Consequences(all, bookings, moneyBack);
    }

    /** The same, after something was said. */
    Consequences after(OrderEvent first) {
        var all = new ArrayList<OrderEvent>();
        all.add(first);
        all.addAll(events);
        return new Consequences(all, bookings, moneyBack);
    }

    /** What follows from a step into a stage, or within one. */
    static Consequences of(@Nullable Order from, Order to, Instant now) {
        return from != null && from.stage() == to.stage() ? within(from, to, now) : into(from, to, now);
    }

    private static Consequences within(Order from, Order to, Instant now) {
        if (from instanceof Order.Inspection before
                && to instanceof Order.Inspection o
                && o.extended()
                && !before.extended()) {
            var a = o.agreement();
            return said(new InspectionExtendedV1(
                    a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), o.autoConfirmAt(), now));
        }
        if (from instanceof Order.Disputed before
                && to instanceof Order.Disputed o
                && !o.dispute().equals(before.dispute())) {
            return said(frozen(o, FrozenV1.Source.HELD, now));
        }
        if (from instanceof Order.Released before && to instanceof Order.Released o) {
            return ReleasedSteps.of(before, o, now);
        }
        return MilestoneSteps.of(from, to, now);
    }

    private static Consequences into(@Nullable Order from, Order to, Instant now) {
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
                        a.delivery().name(),
                        a.deliveryAddressId(),
                        terms.version(),
                        a.placedAt(),
                        ServiceV1.of(terms),
                        MilestoneV1.of(a)));
            case AwaitingPayment o ->
                said(new AwaitingPaymentV1(
                        a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), terms.total(), o.paymentDueAt(), now));
            case Underway o
            when from instanceof Order.Disputed disputed ->
                said(new ResumedV1(
                        a.orderId(),
                        a.listingId(),
                        a.buyerId(),
                        a.sellerId(),
                        disputed.dispute(),
                        null,
                        o.stage().name(),
                        now));
            case Order.Funded o -> funded(a, o.shipBy(), now);
            case InMilestones o -> funded(a, o.deliverBy(), now);
            case Order.Shipped o
            when from instanceof Returning back ->
                returnEnded(back, o.stage(), now)
                        .then(new DeliveryRevokedV1(
                                a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), o.shipment(), now));
            case Returning o ->
                said(new ReturnStartedV1(
                        a.orderId(),
                        a.listingId(),
                        a.buyerId(),
                        a.sellerId(),
                        o.returnId(),
                        o.since(),
                        o.dueAt(),
                        now));
            case Order.Shipped o
            when from instanceof Order.Inspection ->
                said(new DeliveryRevokedV1(a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), o.shipment(), now));
            case Order.Shipped o ->
                said(new ShippedV1(a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), o.shipment(), now));
            case Order.Inspection o
            when from instanceof Returning back ->
                returnEnded(back, o.stage(), now)
                        .then(new InspectionExtendedV1(
                                a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), o.autoConfirmAt(), now));
            case Order.Inspection o ->
                said(new InspectionStartedV1(
                        a.orderId(),
                        a.listingId(),
                        a.buyerId(),
                        a.sellerId(),
                        o.shipment(),
                        null,
                        o.deliveredAt(),
                        o.autoConfirmAt()));
            case Order.Accepted o ->
                said(new AcceptedV1(
                        a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), acceptedBy(o.ground()), now));
            case Order.Released o -> Endings.released(from, o, now);
            case Order.Disputed o
            when from instanceof Order.Released ->
                new Consequences(
                        List.of(frozen(o, FrozenV1.Source.RELEASE_REVERSED, now)),
                        List.of(Endings.releaseReversed(o)),
                        null);
            case Order.Disputed o -> said(frozen(o, FrozenV1.Source.HELD, now));
            case Order.Refunded o -> Endings.refunded(from, o, now);
            case Order.PartiallyRefunded o -> Endings.partiallyRefunded(from, o, now);
            case Order.Cancelled o -> Endings.cancelled(from, o, now);
        };
    }

    private static FrozenV1 frozen(Order.Disputed order, FrozenV1.Source source, Instant now) {
        var a = order.agreement();
        return new FrozenV1(
                a.orderId(),
                order.dispute(),
                a.buyerId(),
                a.sellerId(),
                null,
                source,
                null,
                order.before().held().total(),
                now);
    }

    private static AcceptedV1.By acceptedBy(ReleaseGround.Acceptance ground) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _ -> AcceptedV1.By.BUYER;
            case ReleaseGround.AcceptedByTimer _ -> AcceptedV1.By.TIMER;
        };
    }

    private static Consequences funded(Agreement a, Instant shipBy, Instant now) {
        var terms = a.terms();
        var said = new FundedV1(
                a.orderId(),
                a.listingId(),
                a.buyerId(),
                a.sellerId(),
                terms.total(),
                terms.price(),
                a.delivery().name(),
                a.deliveryAddressId(),
                shipBy,
                now,
                ServiceV1.of(terms));
        var held = Occurrence.of(Fact.FUNDED, a.orderId(), a.sellerId(), a.orderId(), terms.total());
        return new Consequences(List.of(said), List.of(held), null);
    }

    private static Consequences returnEnded(Returning back, Stage stage, Instant now) {
        var a = back.agreement();
        return said(new ReturnEndedV1(
                a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), back.returnId(), stage.name(), now));
    }

    /** Only something to say. */
    static Consequences said(OrderEvent event) {
        return new Consequences(List.of(event), List.of(), null);
    }
}
