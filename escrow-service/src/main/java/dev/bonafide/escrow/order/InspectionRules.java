package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.notTheBuyer;
import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.AboveHeld;
import dev.bonafide.escrow.order.Decision.Refused.ExtendedBefore;
import dev.bonafide.escrow.order.Decision.Refused.InspectionOver;
import dev.bonafide.escrow.order.Decision.Refused.NotAParty;
import dev.bonafide.escrow.order.Decision.Refused.NothingAsked;
import dev.bonafide.escrow.order.Decision.Refused.OtherCurrency;
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
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.AgreeRefund;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.ExtendInspection;
import dev.bonafide.escrow.order.OrderCommand.Name;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The buyer looks at the item. */
final class InspectionRules {
    private InspectionRules() {}

    static Decision accepted(Order order, Accept command, Instant now) {
        if (!command.by().equals(order.agreement().buyerId())) {
            return notTheBuyer(order, command.by());
        }
        return switch (order) {
            case Inspection o -> released(o.acceptByBuyer(now));
            case Accepted _, Released _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, Shipped _, Returning _, InMilestones _, Disputed _ -> wrong(command, order);
            case Refunded _, PartiallyRefunded _, Cancelled _ -> wrong(command, order);
        };
    }

    static Decision silent(Order order, AutoConfirm command, Instant now) {
        return switch (order) {
            case Inspection o when now.isBefore(o.autoConfirmAt()) -> new TooEarly(o.autoConfirmAt());
            case Inspection o -> released(o.acceptByTimer());
            case Returning _, Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            // The delivery was taken back while the timer was on its way.
            case Shipped _ -> new AlreadyDone(order);
            case Unpaid _, Funded _, InMilestones _ -> wrong(command, order);
        };
    }

    static Decision extended(Order order, ExtendInspection command, Instant now) {
        if (!command.by().equals(order.agreement().buyerId())) {
            return notTheBuyer(order, command.by());
        }
        return switch (order) {
            case Inspection o when o.extended() -> new ExtendedBefore(o.autoConfirmAt());
            case Inspection o when !now.isBefore(o.autoConfirmAt()) -> new InspectionOver(o.autoConfirmAt());
            case Inspection o -> Moved.to(o.extend());
            case Unpaid _, Funded _, Shipped _, Returning _, InMilestones _ -> wrong(command, order);
            case Accepted _, Disputed _, Ended _ -> wrong(command, order);
        };
    }

    static Decision agreed(Order order, AgreeRefund command, Instant now) {
        return switch (order) {
            case Refunded(var _, var _, var _, RefundGround.Agreed(var offer))
            when offer == command.offer() -> new AlreadyDone(order);
            case PartiallyRefunded(var _, var _, var _, RefundGround.Agreed(var offer), var _)
            when offer == command.offer() -> new AlreadyDone(order);
            case Inspection o -> {
                var refusal = mayNotRefund(o, command.by(), command.amount(), now);
                yield refusal == null ? Moved.to(o.refund(command.offer(), command.amount())) : refusal;
            }
            case InMilestones o -> {
                var refusal = mayNotRefund(o, command.by(), command.amount(), now);
                yield refusal == null ? Moved.to(o.refund(command.offer(), command.amount())) : refusal;
            }
            case Unpaid _, Funded _, Shipped _, Returning _ -> notHere(order, command.by());
            case Accepted _, Disputed _, Ended _ -> notHere(order, command.by());
        };
    }

    /** Why the sides cannot agree now on this much of the price, or null if they can. */
    static @Nullable Refused mayNotRefund(Order order, UUID by, Money amount, Instant now) {
        if (order.agreement().sideOf(by).isEmpty()) {
            return new NotAParty(by);
        }
        return switch (order) {
            case Inspection o when !now.isBefore(o.autoConfirmAt()) -> new InspectionOver(o.autoConfirmAt());
            case Inspection o -> mayNotRefund(o.held().price(), amount);
            // As long as nothing is delivered, either side can simply cancel.
            case InMilestones o when !o.milestones().haveBegun() -> notHere(order, by);
            case InMilestones o
            when !o.milestones().frozen().isEmpty() ->
                MilestoneDisputeRules.disputed(o.milestones().frozen().getFirst());
            case InMilestones o -> mayNotRefund(o.held().price(), amount);
            case Unpaid _, Funded _, Shipped _, Returning _, Accepted _, Disputed _, Ended _ -> notHere(order, by);
        };
    }

    private static @Nullable Refused mayNotRefund(Money held, Money amount) {
        if (!amount.currency().equals(held.currency())) {
            return new OtherCurrency(held.currency(), amount);
        }
        if (amount.isZero()) {
            return new NothingAsked();
        }
        return amount.isMoreThan(held) ? new AboveHeld(held, amount) : null;
    }

    private static Refused notHere(Order order, UUID by) {
        return order.agreement().sideOf(by).isPresent() ? wrong(Name.AGREE_REFUND, order, by) : new NotAParty(by);
    }

    private static Moved released(Accepted order) {
        return Moved.to(order, order.release());
    }
}
