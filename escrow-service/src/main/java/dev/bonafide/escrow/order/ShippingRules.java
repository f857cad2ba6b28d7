package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.OtherShipment;
import dev.bonafide.escrow.order.Decision.Refused.ReleasedMeanwhile;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.AnnounceShipment;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDelivery;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDispatch;
import dev.bonafide.escrow.order.OrderCommand.ExpireUndelivered;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnshipped;
import dev.bonafide.escrow.order.OrderCommand.RevokeDelivery;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way of the parcel. Its word may come late, twice and out of order; a dispute stops the clock and not the parcel. Of a
 * milestone a parcel says nothing: the seller says what is done.
 */
final class ShippingRules {

    /** The row of the decision table by which an order that was not shipped in time is refunded (AS-8). */
    static final String NOT_SHIPPED_RULE = "INR-01";

    /** The row by which an order whose two sides never met is refunded. */
    static final String NOT_MET_RULE = "MEET-02";

    /** The row by which an order that never arrived is refunded. */
    static final String NOT_DELIVERED_RULE = "INR-03";

    private ShippingRules() {}

    static Decision announced(Order order, AnnounceShipment command) {
        return switch (order) {
            case Funded o when o.agreement().isMeeting() -> wrong(command, o);
            case Funded o when command.shipment().equals(o.announcedShipment()) -> new AlreadyDone(o);
            case Funded o -> Moved.to(o.announce(command.shipment()));
            case Shipped _, Inspection _, Returning _, InMilestones _ -> new AlreadyDone(order);
            case Accepted _, Disputed _ -> new AlreadyDone(order);
            case Released _, Refunded _, PartiallyRefunded _ -> new AlreadyDone(order);
            case Unpaid _, Cancelled _ -> wrong(command, order);
        };
    }

    static Decision dispatched(Order order, ConfirmDispatch command, Instant now) {
        return switch (order) {
            case Funded o when o.agreement().isMeeting() -> wrong(command, o);
            case Funded o -> Moved.to(o.dispatch(command.parcel(), now));
            case Disputed o -> meanwhile(o, dispatched(o.before(), command, now));
            case Shipped _, Inspection _, Returning _, InMilestones _, Accepted _ ->
                sameShipment(order, command.parcel());
            case Released _, Refunded _, PartiallyRefunded _ -> sameShipment(order, command.parcel());
            case Unpaid _, Cancelled _ -> wrong(command, order);
        };
    }

    static Decision notShipped(Order order, ExpireUnshipped command, Instant now) {
        return switch (order) {
            case Funded o when now.isBefore(o.waitsUntil()) -> new TooEarly(o.waitsUntil());
            case Funded o
            when o.agreement().isMeeting() -> Moved.to(o.cancel(CancelReason.NOT_HANDED_OVER, NOT_MET_RULE));
            case Funded o -> Moved.to(o.cancel(CancelReason.NOT_SHIPPED, NOT_SHIPPED_RULE));
            case Shipped _, Inspection _, Returning _, InMilestones _ -> new AlreadyDone(order);
            case Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            case Unpaid _ -> wrong(command, order);
        };
    }

    static Decision delivered(Order order, ConfirmDelivery command, Instant now) {
        var told = command.parcel();
        return switch (order) {
            case Funded o when o.agreement().isMeeting() -> wrong(command, o);
            // The first scan may reach us after the last one.
            case Funded o -> {
                var shipped = o.dispatch(told, now);
                yield Moved.to(shipped, shipped.deliver(told, command.deliveredAt(), now));
            }
            case Shipped o when !o.parcel().isSameAs(told) -> new OtherShipment(o.shipment(), told.shipment());
            case Shipped o when told.isOlderThan(o.parcel()) -> new AlreadyDone(o);
            case Shipped o -> Moved.to(o.deliver(told, command.deliveredAt(), now));
            case Disputed o -> meanwhile(o, delivered(o.before(), command, now));
            case Inspection _, Returning _, InMilestones _, Accepted _ -> sameShipment(order, told);
            case Released _, Refunded _, PartiallyRefunded _ -> sameShipment(order, told);
            case Unpaid _, Cancelled _ -> wrong(command, order);
        };
    }

    static Decision revoked(Order order, RevokeDelivery command, Instant now) {
        var told = command.parcel();
        return switch (order) {
            case Funded o when o.agreement().isMeeting() -> wrong(command, o);
            // A parcel whose delivery is taken back has been sent, even if nobody has told us.
            case Funded o -> Moved.to(o.dispatch(told, now));
            case Shipped o when !o.parcel().isSameAs(told) -> new OtherShipment(o.shipment(), told.shipment());
            case Shipped o when o.parcel().isOlderThan(told) -> Moved.to(o.know(told));
            case Shipped o -> new AlreadyDone(o);
            case Inspection o -> revoked(o, o, command, now);
            // What the buyer has sent on was theirs to send.
            case Returning o when !(o.state() instanceof ReturnState.Awaited) -> sameShipment(o, told);
            case Returning o -> revoked(o, o.before(), command, now);
            case InMilestones _ -> new AlreadyDone(order);
            case Disputed o -> meanwhile(o, revoked(o.before(), command, now));
            case Accepted o -> afterAcceptance(o, o.ground(), told);
            case Released o -> afterAcceptance(o, o.ground(), told);
            case Refunded _, PartiallyRefunded _ -> sameShipment(order, told);
            case Unpaid _, Cancelled _ -> wrong(command, order);
        };
    }

    static Decision notDelivered(Order order, ExpireUndelivered command, Instant now) {
        return switch (order) {
            case Shipped o when now.isBefore(o.deliverBy()) -> new TooEarly(o.deliverBy());
            case Shipped o -> Moved.to(o.giveUp(NOT_DELIVERED_RULE));
            case Inspection _, Returning _, Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, InMilestones _ -> wrong(command, order);
        };
    }

    private static Decision revoked(Order order, Inspection looking, RevokeDelivery command, Instant now) {
        var told = command.parcel();
        var known = looking.parcel();
        if (known == null) {
            return wrong(command, order);
        }
        if (!known.isSameAs(told)) {
            return new OtherShipment(known.shipment(), told.shipment());
        }
        return told.isOlderThan(known) ? new AlreadyDone(order) : Moved.to(looking.revoke(told, now));
    }

    /** What happened to the item while a dispute stops the clock: the order stays disputed and knows it. */
    private static Decision meanwhile(Disputed order, Decision atStageBefore) {
        return switch (atStageBefore) {
            case Moved moved -> Moved.to(order.know((Underway) moved.to()));
            case AlreadyDone _ -> new AlreadyDone(order);
            case Refused refused -> refused;
        };
    }

    /** The buyer's own word is never undone by the carrier; silence about a parcel that was not there is no word. */
    private static Decision afterAcceptance(Order order, ReleaseGround ground, Parcel told) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _, ReleaseGround.LastMilestone _, ReleaseGround.Ruled _ ->
                sameShipment(order, told);
            case ReleaseGround.AcceptedByTimer silence -> new ReleasedMeanwhile(silence.at());
        };
    }

    private static Decision sameShipment(Order order, Parcel told) {
        @Nullable UUID known = order.shipment();
        return told.shipment().equals(known) || known == null
                ? new AlreadyDone(order)
                : new OtherShipment(known, told.shipment());
    }
}
