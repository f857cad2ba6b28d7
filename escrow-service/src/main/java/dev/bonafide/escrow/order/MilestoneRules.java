package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.notTheBuyer;
import static dev.bonafide.escrow.order.Refusals.notTheSeller;
import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.MilestoneDisputed;
import dev.bonafide.escrow.order.Decision.Refused.MilestoneNotDelivered;
import dev.bonafide.escrow.order.Decision.Refused.MilestoneRefunded;
import dev.bonafide.escrow.order.Decision.Refused.MilestoneRuled;
import dev.bonafide.escrow.order.Decision.Refused.MilestonesOver;
import dev.bonafide.escrow.order.Decision.Refused.NotInMilestones;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Decision.Refused.UnknownMilestone;
import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.MilestoneState.Awaited;
import dev.bonafide.escrow.order.MilestoneState.Delivered;
import dev.bonafide.escrow.order.MilestoneState.Frozen;
import dev.bonafide.escrow.order.MilestoneState.Refunded;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.MilestoneState.Ruled;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirmMilestone;
import dev.bonafide.escrow.order.OrderCommand.DeliverMilestone;
import dev.bonafide.escrow.order.OrderCommand.ExpireMilestones;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Several deliverables in one order, each released by itself. The order has ended when the last of them has. */
final class MilestoneRules {
    private MilestoneRules() {}

    static Decision delivered(Order order, DeliverMilestone command, Instant now) {
        if (!command.by().equals(order.agreement().sellerId())) {
            return notTheSeller(order, command.by());
        }
        var absent = absent(order, command.number());
        if (absent != null) {
            return absent;
        }
        return switch (order) {
            case InMilestones o ->
                switch (o.milestones().state(command.number())) {
                    case Awaited _ when !now.isBefore(o.deliverBy()) -> new MilestonesOver(o.deliverBy());
                    case Awaited _ -> Moved.to(o.deliver(command.number(), now));
                    case Delivered _, Frozen _, Released _, Ruled _ -> new AlreadyDone(o);
                    case Refunded _ -> new MilestoneRefunded(command.number());
                };
            case Unpaid _, Funded _, Shipped _, Inspection _, Returning _ -> wrong(command, order);
            case Accepted _, Disputed _, Ended _ -> wrong(command, order);
        };
    }

    static Decision accepted(Order order, AcceptMilestone command, Instant now) {
        if (!command.by().equals(order.agreement().buyerId())) {
            return notTheBuyer(order, command.by());
        }
        var absent = absent(order, command.number());
        if (absent != null) {
            return absent;
        }
        return switch (order) {
            case InMilestones o ->
                switch (o.milestones().state(command.number())) {
                    case Awaited _ -> new MilestoneNotDelivered(command.number());
                    case Delivered _ -> released(o, command.number(), new Released(AcceptedBy.BUYER, now));
                    case Frozen frozen -> new MilestoneDisputed(command.number(), frozen.dispute());
                    case Released _ -> new AlreadyDone(o);
                    case Refunded _ -> new MilestoneRefunded(command.number());
                    case Ruled _ -> new MilestoneRuled(command.number());
                };
            case Accepted _, Order.Released _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, Shipped _, Inspection _, Returning _, Disputed _ -> wrong(command, order);
            case Order.Refunded _, PartiallyRefunded _, Cancelled _ -> wrong(command, order);
        };
    }

    static Decision silent(Order order, AutoConfirmMilestone command, Instant now) {
        return switch (order) {
            case InMilestones o ->
                switch (o.milestones().state(command.number())) {
                    case Delivered(var _, var at) when now.isBefore(at) -> new TooEarly(at);
                    case Delivered(var _, var at) -> released(o, command.number(), new Released(AcceptedBy.TIMER, at));
                    case Awaited _, Frozen _, Released _, Refunded _, Ruled _ -> new AlreadyDone(o);
                };
            case Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, Shipped _, Inspection _, Returning _ -> wrong(command, order);
        };
    }

    /** What nobody has delivered goes back; if that is everything, there was no sale. */
    static Decision notDelivered(Order order, ExpireMilestones command, Instant now) {
        return switch (order) {
            case InMilestones o when !o.milestones().isAnyAwaited() -> new AlreadyDone(o);
            case InMilestones o when now.isBefore(o.deliverBy()) -> new TooEarly(o.deliverBy());
            case InMilestones o
            when !o.milestones().haveBegun() ->
                Moved.to(o.cancel(CancelReason.NOT_SHIPPED, ShippingRules.NOT_SHIPPED_RULE));
            case InMilestones o -> {
                var rest = o.with(o.milestones().withoutAwaited());
                yield rest.milestones().haveEnded() ? Moved.to(rest, rest.endWithoutRest()) : Moved.to(rest);
            }
            case Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, Shipped _, Inspection _, Returning _ -> wrong(command, order);
        };
    }

    private static Moved released(InMilestones order, int number, Released accepted) {
        var released = order.with(order.milestones().with(number, accepted));
        return released.milestones().haveEnded() ? Moved.to(released, released.end(accepted)) : Moved.to(released);
    }

    private static Decision.@Nullable Refused absent(Order order, int number) {
        if (!order.agreement().isInMilestones()) {
            return new NotInMilestones();
        }
        return order.agreement().milestones().stream().anyMatch(milestone -> milestone.number() == number)
                ? null
                : new UnknownMilestone(number);
    }
}
