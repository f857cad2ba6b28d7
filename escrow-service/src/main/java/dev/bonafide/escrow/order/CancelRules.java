package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.CodeIssued;
import dev.bonafide.escrow.order.Decision.Refused.NotAParty;
import dev.bonafide.escrow.order.Decision.Refused.ShipmentAnnounced;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.OrderCommand.Cancel;
import java.time.Instant;

/**
 * One side no longer wants the sale, which is possible until the item is on its way. Who cancels bears what it costs: the
 * seller's cancellation costs the buyer nothing, and the buyer's own is free for a while.
 */
final class CancelRules {
    private CancelRules() {}

    static Decision cancelled(Order order, Cancel command, Instant now) {
        var side = order.agreement().sideOf(command.by());
        if (side.isEmpty()) {
            return new NotAParty(command.by());
        }
        var byBuyer = side.get() == Actor.BUYER;
        var reason = byBuyer ? CancelReason.BY_BUYER : CancelReason.BY_SELLER;
        return switch (order) {
            case Placed o -> Moved.to(o.cancel(reason, null));
            case AwaitingPayment o -> Moved.to(o.cancel(reason, null));
            case Funded(var _, var _, var _, var _, var announced, var _)
            when byBuyer && announced != null -> new ShipmentAnnounced(announced);
            // Who has the code may have given it for the item, where nobody could tell us yet.
            case Funded o when byBuyer && o.codeIssued() -> new CodeIssued(o.waitsUntil());
            case Funded o -> Moved.to(byBuyer ? o.cancelByBuyer(now) : o.cancel(reason, null));
            case InMilestones o when o.milestones().haveBegun() -> wrong(command, o);
            case InMilestones o -> Moved.to(byBuyer ? o.cancelByBuyer(now) : o.cancel(reason, null));
            case Cancelled o -> new AlreadyDone(o);
            case Shipped _, Inspection _, Returning _, Accepted _, Disputed _ -> wrong(command, order);
            case Released _, Refunded _, PartiallyRefunded _ -> wrong(command, order);
        };
    }
}
