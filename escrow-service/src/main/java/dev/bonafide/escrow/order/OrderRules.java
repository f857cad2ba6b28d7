package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.AmountDiffers;
import dev.bonafide.escrow.order.Decision.Refused.NotAParty;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.Decision.Refused.NotTheBuyer;
import dev.bonafide.escrow.order.Decision.Refused.OtherDispute;
import dev.bonafide.escrow.order.Decision.Refused.OtherShipment;
import dev.bonafide.escrow.order.Decision.Refused.PaymentWindowClosed;
import dev.bonafide.escrow.order.Decision.Refused.ShipmentAnnounced;
import dev.bonafide.escrow.order.Decision.Refused.SnapshotDiffers;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Decision.Refused.WrongStage;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.AwaitingPayment;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.AnnounceShipment;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.Cancel;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDelivery;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDispatch;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.order.OrderCommand.ConfirmReservation;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnpaid;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnshipped;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.GiveUpWaiting;
import dev.bonafide.escrow.order.OrderCommand.Name;
import dev.bonafide.escrow.order.OrderCommand.RefuseReservation;
import dev.bonafide.escrow.order.OrderCommand.TakeVerdict;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every command against every stage. There is no default branch: a new stage or command does not compile until it is
 * decided here. The README shows the same as a table, and a test holds the two together.
 */
public final class OrderRules {

    /** The row of the decision table by which an order that was not shipped in time is refunded (AS-8). */
    static final String NOT_SHIPPED_RULE = "INR-01";

    private OrderRules() {}

    /** What comes of the command at this stage and time. */
    public static Decision decide(Order order, OrderCommand command, Instant now) {
        return switch (command) {
            case ConfirmReservation c ->
                switch (order) {
                    case Placed o
                    when !o.agreement().snapshotHash().equals(c.snapshotHash()) ->
                        new SnapshotDiffers(o.agreement().snapshotHash(), c.snapshotHash());
                    case Placed o when o.reserved() -> new AlreadyDone(o);
                    case Placed o -> answered(o.reserve(), now);
                    case AwaitingPayment _, Funded _, Shipped _, Inspection _, Accepted _ -> new AlreadyDone(order);
                    case Released _, Disputed _, Refunded _, Cancelled _ -> new AlreadyDone(order);
                };
            case RefuseReservation c ->
                switch (order) {
                    case Placed o -> Moved.to(o.cancel(CancelReason.RESERVATION_REFUSED, c.reason()));
                    case Cancelled o -> new AlreadyDone(o);
                    case AwaitingPayment _, Funded _, Shipped _, Inspection _, Accepted _ -> wrong(c, order);
                    case Released _, Disputed _, Refunded _ -> wrong(c, order);
                };
            case TakeVerdict c -> verdict(order, c, now);
            case GiveUpWaiting _ ->
                switch (order) {
                    case Placed o when now.isBefore(o.answerDueAt()) -> new TooEarly(o.answerDueAt());
                    case Placed o -> Moved.to(unanswered(o));
                    case AwaitingPayment _, Funded _, Shipped _, Inspection _, Accepted _ -> new AlreadyDone(order);
                    case Released _, Disputed _, Refunded _, Cancelled _ -> new AlreadyDone(order);
                };
            case ConfirmPayment c ->
                switch (order) {
                    case AwaitingPayment o
                    when !o.agreement().terms().total().equals(c.paid()) ->
                        new AmountDiffers(o.agreement().terms().total(), c.paid());
                    case AwaitingPayment o -> Moved.to(o.fund(c.payment(), now));
                    case Funded o -> samePayment(o, o.payment(), c);
                    case Shipped o -> samePayment(o, o.payment(), c);
                    case Inspection o -> samePayment(o, o.payment(), c);
                    case Accepted o -> samePayment(o, o.payment(), c);
                    case Released o -> samePayment(o, o.payment(), c);
                    case Disputed o -> samePayment(o, o.payment(), c);
                    case Refunded o -> samePayment(o, o.payment(), c);
                    case Cancelled o -> samePayment(o, o.payment(), c);
                    case Placed _ -> wrong(c, order);
                };
            case ExpireUnpaid c ->
                switch (order) {
                    case AwaitingPayment o when now.isBefore(o.paymentDueAt()) -> new TooEarly(o.paymentDueAt());
                    case AwaitingPayment o -> Moved.to(o.cancel(CancelReason.UNPAID, null));
                    case Funded _, Shipped _, Inspection _, Accepted _ -> new AlreadyDone(order);
                    case Released _, Disputed _, Refunded _, Cancelled _ -> new AlreadyDone(order);
                    case Placed _ -> wrong(c, order);
                };
            case AnnounceShipment c ->
                switch (order) {
                    case Funded o when c.shipment().equals(o.announcedShipment()) -> new AlreadyDone(o);
                    case Funded o -> Moved.to(o.announce(c.shipment()));
                    case Shipped _, Inspection _, Accepted _, Released _ -> new AlreadyDone(order);
                    case Disputed _, Refunded _ -> new AlreadyDone(order);
                    case Placed _, AwaitingPayment _, Cancelled _ -> wrong(c, order);
                };
            case ConfirmDispatch c ->
                switch (order) {
                    case Funded o -> Moved.to(o.dispatch(c.shipment()));
                    case Shipped o -> sameShipment(o, o.shipment(), c.shipment());
                    case Inspection o -> sameShipment(o, o.shipment(), c.shipment());
                    case Accepted o -> sameShipment(o, o.shipment(), c.shipment());
                    case Released o -> sameShipment(o, o.shipment(), c.shipment());
                    case Disputed o -> sameShipment(o, o.shipment(), c.shipment());
                    case Refunded o -> sameShipment(o, o.shipment(), c.shipment());
                    case Placed _, AwaitingPayment _, Cancelled _ -> wrong(c, order);
                };
            case ExpireUnshipped c ->
                switch (order) {
                    case Funded o when now.isBefore(o.shipBy()) -> new TooEarly(o.shipBy());
                    case Funded o -> Moved.to(o.cancel(CancelReason.NOT_SHIPPED, NOT_SHIPPED_RULE));
                    case Shipped _, Inspection _, Accepted _, Released _ -> new AlreadyDone(order);
                    case Disputed _, Refunded _, Cancelled _ -> new AlreadyDone(order);
                    case Placed _, AwaitingPayment _ -> wrong(c, order);
                };
            case ConfirmDelivery c ->
                switch (order) {
                    // The first scan may reach us after the last one.
                    case Funded o -> {
                        var shipped = o.dispatch(c.shipment());
                        yield Moved.to(shipped, shipped.deliver(c.deliveredAt(), now));
                    }
                    case Shipped o when o.shipment().equals(c.shipment()) -> Moved.to(o.deliver(c.deliveredAt(), now));
                    case Shipped o -> new OtherShipment(o.shipment(), c.shipment());
                    case Inspection o -> sameShipment(o, o.shipment(), c.shipment());
                    case Accepted o -> sameShipment(o, o.shipment(), c.shipment());
                    case Released o -> sameShipment(o, o.shipment(), c.shipment());
                    case Disputed o -> sameShipment(o, o.shipment(), c.shipment());
                    case Refunded o -> sameShipment(o, o.shipment(), c.shipment());
                    case Placed _, AwaitingPayment _, Cancelled _ -> wrong(c, order);
                };
            case Accept c when !c.by().equals(order.agreement().buyerId()) -> notTheBuyer(order, c.by());
            case Accept c ->
                switch (order) {
                    case Inspection o -> released(o.acceptByBuyer(now));
                    case Accepted _, Released _ -> new AlreadyDone(order);
                    case Placed _, AwaitingPayment _, Funded _, Shipped _ -> wrong(c, order);
                    case Disputed _, Refunded _, Cancelled _ -> wrong(c, order);
                };
            case AutoConfirm c ->
                switch (order) {
                    case Inspection o when now.isBefore(o.autoConfirmAt()) -> new TooEarly(o.autoConfirmAt());
                    case Inspection o -> released(o.acceptByTimer());
                    case Accepted _, Released _, Disputed _, Refunded _, Cancelled _ -> new AlreadyDone(order);
                    case Placed _, AwaitingPayment _, Funded _, Shipped _ -> wrong(c, order);
                };
            case Cancel c -> cancel(order, c);
            case Freeze c -> freeze(order, c);
            case CarryOutRuling c ->
                switch (order) {
                    case Disputed o when !o.dispute().equals(c.dispute()) -> new OtherDispute(c.dispute());
                    case Disputed o ->
                        switch (c.outcome()) {
                            case FOR_SELLER -> Moved.to(o.releaseByRuling(c.ruling()));
                            case FOR_BUYER -> Moved.to(o.refundByRuling(c.ruling()));
                        };
                    case Released(var _, var _, var _, ReleaseGround.Ruled(var _, var ruling))
                    when ruling.equals(c.ruling()) -> new AlreadyDone(order);
                    case Refunded o when o.ruling().equals(c.ruling()) -> new AlreadyDone(o);
                    case Released _, Refunded _ -> new OtherDispute(c.dispute());
                    case Placed _, AwaitingPayment _, Funded _, Shipped _ -> wrong(c, order);
                    case Inspection _, Accepted _, Cancelled _ -> wrong(c, order);
                };
        };
    }

    /** Why this caller may not start a payment now, or null if they may. Starting one does not move the order. */
    public static @Nullable Refused mayNotPay(Order order, UUID by, Instant now) {
        if (!by.equals(order.agreement().buyerId())) {
            return notTheBuyer(order, by);
        }
        return switch (order) {
            case AwaitingPayment o when !now.isBefore(o.paymentDueAt()) -> new PaymentWindowClosed(o.paymentDueAt());
            case AwaitingPayment _ -> null;
            case Placed _, Funded _, Shipped _, Inspection _, Accepted _ -> wrong(Name.CONFIRM_PAYMENT, order);
            case Released _, Disputed _, Refunded _, Cancelled _ -> wrong(Name.CONFIRM_PAYMENT, order);
        };
    }

    /** The commands that would do something at this stage. */
    public static Set<Name> allowedAt(Order order) {
        return switch (order) {
            case Placed _ ->
                EnumSet.of(
                        Name.CONFIRM_RESERVATION,
                        Name.REFUSE_RESERVATION,
                        Name.TAKE_VERDICT,
                        Name.GIVE_UP_WAITING,
                        Name.CANCEL);
            case AwaitingPayment _ ->
                EnumSet.of(Name.TAKE_VERDICT, Name.CONFIRM_PAYMENT, Name.EXPIRE_UNPAID, Name.CANCEL);
            case Funded _ ->
                EnumSet.of(
                        Name.ANNOUNCE_SHIPMENT,
                        Name.CONFIRM_DISPATCH,
                        Name.EXPIRE_UNSHIPPED,
                        Name.CONFIRM_DELIVERY,
                        Name.CANCEL);
            case Shipped _ -> EnumSet.of(Name.CONFIRM_DELIVERY, Name.FREEZE);
            case Inspection _ -> EnumSet.of(Name.ACCEPT, Name.AUTO_CONFIRM, Name.FREEZE);
            case Disputed _ -> EnumSet.of(Name.CARRY_OUT_RULING);
            case Accepted _, Released _, Refunded _, Cancelled _ -> EnumSet.noneOf(Name.class);
        };
    }

    private static Decision verdict(Order order, TakeVerdict command, Instant now) {
        return switch (command.verdict()) {
            case ALLOW ->
                switch (order) {
                    case Placed o when o.screening() != Screening.ALLOWED -> answered(o.allow(), now);
                    case Placed _, AwaitingPayment _, Funded _, Shipped _, Inspection _ -> new AlreadyDone(order);
                    case Accepted _, Released _, Disputed _, Refunded _, Cancelled _ -> new AlreadyDone(order);
                };
            case REVIEW ->
                switch (order) {
                    case Placed o when o.screening() != Screening.IN_REVIEW -> Moved.to(o.review(now));
                    case Placed _, Cancelled _ -> new AlreadyDone(order);
                    case AwaitingPayment _, Funded _, Shipped _, Inspection _ -> wrong(command, order);
                    case Accepted _, Released _, Disputed _, Refunded _ -> wrong(command, order);
                };
            case REFUSE ->
                switch (order) {
                    case Placed o -> Moved.to(o.cancel(CancelReason.RISK_BLOCKED, null));
                    case AwaitingPayment o -> Moved.to(o.cancel(CancelReason.RISK_BLOCKED, null));
                    case Cancelled _ -> new AlreadyDone(order);
                    // Money is held or has moved: what a late no means now, a person decides.
                    case Funded _, Shipped _, Inspection _, Accepted _ -> wrong(command, order);
                    case Released _, Disputed _, Refunded _ -> wrong(command, order);
                };
        };
    }

    private static Decision cancel(Order order, Cancel command) {
        var side = order.agreement().sideOf(command.by());
        if (side.isEmpty()) {
            return new NotAParty(command.by());
        }
        var byBuyer = side.get() == Actor.BUYER;
        var reason = byBuyer ? CancelReason.BY_BUYER : CancelReason.BY_SELLER;
        return switch (order) {
            case Placed o -> Moved.to(o.cancel(reason, null));
            case AwaitingPayment o -> Moved.to(o.cancel(reason, null));
            case Funded(var _, var _, var _, var announced)
            when byBuyer && announced != null -> new ShipmentAnnounced(announced);
            case Funded o -> Moved.to(o.cancel(reason, null));
            case Cancelled o -> new AlreadyDone(o);
            case Shipped _, Inspection _, Accepted _ -> wrong(command, order);
            case Released _, Disputed _, Refunded _ -> wrong(command, order);
        };
    }

    private static Decision freeze(Order order, Freeze command) {
        return switch (order) {
            case Shipped o -> Moved.to(o.freeze(command.dispute()));
            // At the very instant of the deadline the window is closed, as it is for the timer.
            case Inspection o
            when !command.openedAt().isBefore(o.autoConfirmAt()) -> new NotFreezable(FreezeRefusal.INSPECTION_OVER);
            case Inspection o -> Moved.to(o.freeze(command.dispute()));
            case Disputed o when o.dispute().equals(command.dispute()) -> new AlreadyDone(o);
            case Disputed _ -> new NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN);
            case Released(var _, var _, var _, ReleaseGround.Ruled(var dispute, var _))
            when dispute.equals(command.dispute()) -> new AlreadyDone(order);
            case Refunded o when o.dispute().equals(command.dispute()) -> new AlreadyDone(o);
            case Accepted o -> new NotFreezable(afterRelease(o.ground(), command.openedAt()));
            case Released o -> new NotFreezable(afterRelease(o.ground(), command.openedAt()));
            case Refunded _ -> new NotFreezable(FreezeRefusal.ALREADY_REFUNDED);
            case Cancelled _ -> new NotFreezable(FreezeRefusal.ORDER_CANCELLED);
            case Funded _ -> new NotFreezable(FreezeRefusal.NOT_SHIPPED);
            case Placed _, AwaitingPayment _ -> new NotFreezable(FreezeRefusal.NOT_FUNDED);
        };
    }

    private static FreezeRefusal afterRelease(ReleaseGround ground, Instant openedAt) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _ -> FreezeRefusal.ACCEPTED_BY_BUYER;
            case ReleaseGround.AcceptedByTimer(var deadline)
            when openedAt.isBefore(deadline) -> FreezeRefusal.RELEASED_BY_TIMER;
            case ReleaseGround.AcceptedByTimer _ -> FreezeRefusal.INSPECTION_OVER;
            case ReleaseGround.Ruled _ -> FreezeRefusal.RELEASED_BY_RULING;
        };
    }

    private static Moved answered(Placed order, Instant now) {
        return order.isAnswered() ? Moved.to(order.askForPayment(now)) : Moved.to(order);
    }

    private static Cancelled unanswered(Placed order) {
        return switch (order.screening()) {
            case WAITING -> order.cancel(CancelReason.RISK_BLOCKED, "NO_ANSWER");
            case IN_REVIEW -> order.cancel(CancelReason.RISK_BLOCKED, "NOT_DECIDED");
            case ALLOWED -> order.cancel(CancelReason.RESERVATION_REFUSED, "NO_ANSWER");
        };
    }

    private static Moved released(Accepted order) {
        return Moved.to(order, order.release());
    }

    private static Decision samePayment(Order order, @Nullable UUID known, ConfirmPayment command) {
        return command.payment().equals(known) ? new AlreadyDone(order) : wrong(command, order);
    }

    private static Decision sameShipment(Order order, UUID known, UUID told) {
        return known.equals(told) ? new AlreadyDone(order) : new OtherShipment(known, told);
    }

    private static Refused notTheBuyer(Order order, UUID caller) {
        return order.agreement().sideOf(caller).isPresent() ? new NotTheBuyer(caller) : new NotAParty(caller);
    }

    private static WrongStage wrong(OrderCommand asked, Order order) {
        return wrong(asked.name(), order);
    }

    private static WrongStage wrong(Name asked, Order order) {
        return new WrongStage(asked, order.stage(), allowedAt(order));
    }
}
