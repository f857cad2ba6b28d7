package dev.bonafide.escrow.events.heard;

import java.time.Instant;
import java.util.UUID;

/** What we read on {@code dispute.disputes}. */
public interface DisputeHeard {

    /** A party disputes an order; the right counts from {@code openedAt}. */
    record OpenedV1(UUID disputeId, UUID orderId, Instant openedAt) {}

    /** Who is to have the money. */
    record RuledV1(UUID disputeId, UUID orderId, UUID rulingId, Outcome outcome) {}

    /** The party that is to have the money. */
    enum Outcome {
        BUYER,
        SELLER
    }
}
