package dev.bonafide.escrow.events.heard;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** What we read of advances on {@code dispute.disputes}. */
public interface AdvanceHeard {

    /** A buyer is to be compensated at once, from the pool. */
    record ApprovedV1(
            UUID advanceId,
            UUID disputeId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            UUID rulingId,
            Money amount,
            String cause) {}

    /** A later ruling finds an advance wrong. */
    record VoidedV1(UUID advanceId, UUID orderId, UUID rulingId) {}
}
