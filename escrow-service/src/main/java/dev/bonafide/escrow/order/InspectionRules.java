package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.notTheBuyer;
import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.ExtendedBefore;
import dev.bonafide.escrow.order.Decision.Refused.InspectionOver;
import dev.bonafide.escrow.order.Decision.Refused.TooEarly;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.ExtendInspection;
import java.time.Instant;

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
            case Unpaid _, Funded _, Shipped _, Disputed _, Refunded _, Cancelled _ -> wrong(command, order);
        };
    }

    static Decision silent(Order order, AutoConfirm command, Instant now) {
        return switch (order) {
            case Inspection o when now.isBefore(o.autoConfirmAt()) -> new TooEarly(o.autoConfirmAt());
            case Inspection o -> released(o.acceptByTimer());
            case Accepted _, Disputed _, Ended _ -> new AlreadyDone(order);
            // The delivery was taken back while the timer was on its way.
            case Shipped _ -> new AlreadyDone(order);
            case Unpaid _, Funded _ -> wrong(command, order);
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
            case Unpaid _, Funded _, Shipped _, Accepted _, Disputed _, Ended _ -> wrong(command, order);
        };
    }

    private static Moved released(Accepted order) {
        return Moved.to(order, order.release());
    }
}
