package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.order.AwaitingPayment;
import dev.bonafide.escrow.order.Order;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of an amount that is reserved at the buyer. An order counts as funded when the money has moved, not when
 * it is reserved; so a reservation serves an order that still waits for its answers, and is taken as soon as it has them.
 */
public final class HoldRules {

    private HoldRules() {}

    /** What to do with it. */
    public enum Verdict {
        /** The order waits for the money: take it. */
        CAPTURE,
        /** The order still waits for others: leave it. */
        KEEP,
        /** The order still waits for others, and it is about to lapse: give it free and reserve anew. */
        RENEW,
        /** The order cannot use it: give it free. */
        RELEASE
    }

    /** What to do when the amount has been reserved, or when the order has moved. */
    public static Verdict decide(Order order) {
        if (order instanceof AwaitingPayment) {
            return Verdict.CAPTURE;
        }
        return order instanceof Order.Placed ? Verdict.KEEP : Verdict.RELEASE;
    }

    /** Whether anything can be reserved for an order at that stage: later ones have the money itself, or none. */
    public static boolean mayHaveHolds(Order order) {
        return order instanceof Order.Placed || order instanceof AwaitingPayment;
    }

    /** What to do when it is about to lapse. */
    public static Verdict beforeItLapses(Order order) {
        var verdict = decide(order);
        return verdict == Verdict.KEEP ? Verdict.RENEW : verdict;
    }

    /** When to act on a lapse: so long before it, but never in the first half of a short reservation. */
    public static Instant actAt(Instant authorisedAt, Instant lapsesAt, Duration before) {
        var half = Duration.between(authorisedAt, lapsesAt).dividedBy(2);
        return lapsesAt.minus(before.compareTo(half) < 0 ? before : half.isNegative() ? Duration.ZERO : half);
    }
}
