package dev.bonafide.dispute.dispute;

import dev.bonafide.dispute.order.OrderStage;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether an order can be disputed. */
public sealed interface OpeningDecision {

    /** It can; the escrow service is asked to freeze the money. */
    record Opened(Dispute.Opening dispute) implements OpeningDecision {}

    /** It cannot, with the facts that explain it. */
    sealed interface Refused extends OpeningDecision {

        /** There is no such order for this caller. */
        record UnknownOrder(UUID caller) implements Refused {}

        /** The seller's part in a dispute begins with an answer. */
        record NotTheBuyer(UUID caller) implements Refused {}

        /** The order is in a stage where this reason cannot be claimed; these can. */
        record WrongOrderStage(OrderStage at, Set<Reason> allowed) implements Refused {}

        /** The parcel may still come. */
        record TooEarly(Instant from) implements Refused {}

        /** The time for this reason is over; perhaps that for another is not. */
        record WindowClosed(
                Reason reason, Instant closedAt, @Nullable Reason tryInstead) implements Refused {}

        /** There is one dispute about an order at a time. */
        record OtherDisputeOpen(UUID disputeId) implements Refused {}
    }
}
