package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.escrow.events.said.OrderEvent.PartiallyRefundedV1;
import dev.bonafide.escrow.events.said.OrderEvent.ReleasedV1;
import dev.bonafide.escrow.ledger.GoneOut;
import dev.bonafide.escrow.order.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said when an order in milestones ends. Each milestone has ended by an entry of its own, and of some the buyer may have had a
 * part from others: so the sums are those of the ledger, and not what was decided.
 */
final class EndsOfMilestones {
    private EndsOfMilestones() {}

    /** The same events with the sums of the whole order. */
    static List<OrderEvent> told(Order.Ended order, List<OrderEvent> events, GoneOut gone, Instant now) {
        var told = new ArrayList<OrderEvent>();
        for (var event : events) {
            if (event instanceof PartiallyRefundedV1 divided) {
                // Where others have made all of it good, nothing of what was held has gone back.
                if (gone.buyer().isPositive()) {
                    told.add(divided(divided, gone));
                }
            } else if (event instanceof ReleasedV1 released) {
                told.add(released(order, gone, released.disputeId(), now));
            } else {
                told.add(event);
            }
        }
        if (gone.seller().isPositive()
                && (order instanceof Order.PartiallyRefunded || gone.buyer().isZero())
                && told.stream().noneMatch(ReleasedV1.class::isInstance)) {
            told.add(released(order, gone, null, now));
        }
        return List.copyOf(told);
    }

    private static PartiallyRefundedV1 divided(PartiallyRefundedV1 e, GoneOut gone) {
        return new PartiallyRefundedV1(
                e.orderId(),
                e.listingId(),
                e.buyerId(),
                e.sellerId(),
                gone.buyer(),
                gone.seller(),
                gone.fees(),
                e.by(),
                e.disputeId(),
                e.at());
    }

    private static ReleasedV1 released(Order.Ended order, GoneOut gone, @Nullable UUID dispute, Instant now) {
        var a = order.agreement();
        return new ReleasedV1(
                a.orderId(), a.listingId(), a.buyerId(), a.sellerId(), gone.seller(), gone.fees(), dispute, now);
    }
}
