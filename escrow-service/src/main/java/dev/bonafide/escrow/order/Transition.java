package dev.bonafide.escrow.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step in the history of an order.
 *
 * @param from null for the first step; the same as {@code to} when only what is known has changed
 * @param actorId the person, where one acted
 * @param reason what was asked: the name of the command
 * @param detail a code that says more
 */
public record Transition(
        @Nullable Stage from,
        Stage to,
        Actor actor,
        @Nullable UUID actorId,
        String reason,
        @Nullable String detail,
        Instant at) {

    /** The reason of the first step. */
    public static final String PLACED = "PLACE";

    /** How the order began. */
    public static Transition first(Order.Placed order) {
        var agreement = order.agreement();
        return new Transition(null, Stage.PLACED, Actor.BUYER, agreement.buyerId(), PLACED, null, agreement.placedAt());
    }

    /** The steps of a move, in order. */
    public static List<Transition> of(Order before, Decision.Moved moved, OrderCommand command, Instant now) {
        var actor = actor(command, before.agreement());
        var steps = new ArrayList<Transition>();
        var from = before.stage();
        for (var to : moved.path()) {
            steps.add(new Transition(
                    from, to.stage(), actor, person(command), command.name().name(), detail(command, to), now));
            from = to.stage();
        }
        return steps;
    }

    private static Actor actor(OrderCommand command, Agreement agreement) {
        return switch (command) {
            case OrderCommand.ConfirmReservation _, OrderCommand.RefuseReservation _ -> Actor.LISTING;
            case OrderCommand.TakeVerdict _ -> Actor.RISK;
            case OrderCommand.ConfirmPayment _ -> Actor.PROVIDER;
            case OrderCommand.AnnounceShipment _ -> Actor.SELLER;
            case OrderCommand.ConfirmDispatch _, OrderCommand.ConfirmDelivery _ -> Actor.CARRIER;
            case OrderCommand.Accept _ -> Actor.BUYER;
            case OrderCommand.Cancel c -> agreement.sideOf(c.by()).orElseThrow();
            case OrderCommand.Freeze _, OrderCommand.CarryOutRuling _ -> Actor.DISPUTE;
            case OrderCommand.GiveUpWaiting _, OrderCommand.ExpireUnpaid _ -> Actor.TIMER;
            case OrderCommand.ExpireUnshipped _, OrderCommand.AutoConfirm _ -> Actor.TIMER;
        };
    }

    private static @Nullable UUID person(OrderCommand command) {
        return switch (command) {
            case OrderCommand.Accept c -> c.by();
            case OrderCommand.Cancel c -> c.by();
            case OrderCommand.ConfirmReservation _, OrderCommand.RefuseReservation _ -> null;
            case OrderCommand.TakeVerdict _, OrderCommand.GiveUpWaiting _, OrderCommand.ConfirmPayment _ -> null;
            case OrderCommand.ExpireUnpaid _, OrderCommand.AnnounceShipment _ -> null;
            case OrderCommand.ConfirmDispatch _, OrderCommand.ExpireUnshipped _ -> null;
            case OrderCommand.ConfirmDelivery _, OrderCommand.AutoConfirm _ -> null;
            case OrderCommand.Freeze _, OrderCommand.CarryOutRuling _ -> null;
        };
    }

    private static @Nullable String detail(OrderCommand command, Order to) {
        if (to instanceof Order.Cancelled cancelled) {
            var reason = cancelled.reason().name();
            return cancelled.detail() == null ? reason : reason + ":" + cancelled.detail();
        }
        return switch (command) {
            case OrderCommand.TakeVerdict c -> c.verdict().name();
            case OrderCommand.ConfirmPayment c -> c.payment().toString();
            case OrderCommand.AnnounceShipment c -> c.shipment().toString();
            case OrderCommand.ConfirmDispatch c -> c.shipment().toString();
            case OrderCommand.ConfirmDelivery c -> c.shipment().toString();
            case OrderCommand.Freeze c -> c.dispute().toString();
            case OrderCommand.CarryOutRuling c -> c.ruling().toString();
            case OrderCommand.ConfirmReservation _, OrderCommand.RefuseReservation _ -> null;
            case OrderCommand.GiveUpWaiting _, OrderCommand.ExpireUnpaid _ -> null;
            case OrderCommand.ExpireUnshipped _, OrderCommand.AutoConfirm _ -> null;
            case OrderCommand.Accept _, OrderCommand.Cancel _ -> null;
        };
    }
}
