package dev.bonafide.escrow.instalment;

import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.Returning;
import java.time.Duration;
import java.time.Instant;

/** When the plan by which an order is paid stands still, and how long its parts then wait. Plain. */
public final class PlanPause {
    private PlanPause() {}

    /**
     * Whether it is in question if the buyer keeps what the parts pay for: a dispute, a bank or a return is open about the order, held or
     * released. Nobody is pressed for the parts of a purchase meanwhile.
     */
    public static boolean isInQuestion(Order order) {
        return switch (order) {
            case Disputed _, Returning _ -> true;
            case Released o -> o.standstill() != null || o.isGoingBack();
            case Unpaid _, Underway _, Accepted _, Refunded _, PartiallyRefunded _, Cancelled _ -> false;
        };
    }

    /** By how many days the parts move: the time it has stood still, in whole days, so that they stay at their time of the day. */
    public static int days(Instant since, Instant now) {
        var stood = Duration.between(since, now);
        return Math.toIntExact(stood.plusDays(1).minusNanos(1).toDays());
    }
}
