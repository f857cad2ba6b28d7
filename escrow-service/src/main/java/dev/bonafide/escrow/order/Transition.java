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
            case OrderCommand.ByPerson c -> agreement.sideOf(c.by()).orElseThrow();
            case OrderCommand.ByTimer _ -> Actor.TIMER;
            case OrderCommand.ByListing _ -> Actor.LISTING;
            case OrderCommand.ByCarrier _ -> Actor.CARRIER;
            case OrderCommand.Freeze c when c.by() == FrozenBy.RETURN -> Actor.LOGISTICS;
            case OrderCommand.ByDispute _ -> Actor.DISPUTE;
            case OrderCommand.ByReturn _ -> Actor.LOGISTICS;
            case OrderCommand.TakeVerdict _ -> Actor.RISK;
            case OrderCommand.ConfirmPayment _ -> Actor.PROVIDER;
            case OrderCommand.AnnounceShipment _ -> Actor.SELLER;
            case OrderCommand.ExtendFreeze _ -> Actor.FINANCE;
        };
    }

    private static @Nullable UUID person(OrderCommand command) {
        return command instanceof OrderCommand.ByPerson c ? c.by() : null;
    }

    private static @Nullable String detail(OrderCommand command, Order to) {
        if (to instanceof Order.Cancelled cancelled) {
            var reason = cancelled.reason().name();
            return cancelled.detail() == null ? reason : reason + ":" + cancelled.detail();
        }
        return command.detail();
    }
}
