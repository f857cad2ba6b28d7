package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.notTheBuyer;
import static dev.bonafide.escrow.order.Refusals.notTheSeller;
import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.Decision.Refused.NotAMeeting;
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
import dev.bonafide.escrow.order.OrderCommand.HandOver;
import dev.bonafide.escrow.order.OrderCommand.IssueCode;
import dev.bonafide.escrow.order.OrderCommand.Name;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The two sides meet. Whether a code is the right one is not asked here, only what follows if it is. */
final class MeetingRules {
    private MeetingRules() {}

    static Decision codeIssued(Order order, IssueCode command) {
        if (!command.by().equals(order.agreement().buyerId())) {
            return notTheBuyer(order, command.by());
        }
        if (!order.agreement().isMeeting()) {
            return new NotAMeeting();
        }
        return switch (order) {
            case Funded o when o.codeIssued() -> new AlreadyDone(o);
            case Funded o -> Moved.to(o.issueCode());
            case Unpaid _, Shipped _, Inspection _, Returning _, InMilestones _ -> wrong(command, order);
            case Accepted _, Disputed _, Ended _ -> wrong(command, order);
        };
    }

    /** A dispute that was opened meanwhile is kept: the hand-over is then a fact it has to know, and releases nothing. */
    static Decision handedOver(Order order, HandOver command, Instant now) {
        var refusal = mayNotHandOver(order, command.by());
        if (refusal != null) {
            return refusal;
        }
        return switch (order) {
            case Funded o -> Moved.to(o.handOver(command.handedOverAt(), now));
            case Disputed o
            when o.before() instanceof Funded before -> Moved.to(o.know(before.handOver(command.handedOverAt(), now)));
            case Disputed _, Inspection _, Returning _, Accepted _, Ended _ -> new AlreadyDone(order);
            case Unpaid _, Shipped _, InMilestones _ -> wrong(command, order);
        };
    }

    /** Why the caller may not give in a code now, or null if they may. */
    static @Nullable Refused mayNotHandOver(Order order, UUID by) {
        if (!by.equals(order.agreement().sellerId())) {
            return notTheSeller(order, by);
        }
        if (!order.agreement().isMeeting()) {
            return new NotAMeeting();
        }
        return switch (order) {
            case Funded _, Inspection _, Returning _, Accepted _, Disputed _ -> null;
            case Released _, Refunded _, PartiallyRefunded _ -> null;
            case Unpaid _, Shipped _, InMilestones _, Cancelled _ -> wrong(Name.HAND_OVER, order, by);
        };
    }
}
