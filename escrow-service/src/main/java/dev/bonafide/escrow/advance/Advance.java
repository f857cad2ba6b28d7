package dev.bonafide.escrow.advance;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A buyer compensated before the seller has paid, or not.
 *
 * @param refusals why not; none for one that was paid
 */
public record Advance(Ask ask, State state, List<PoolRefusal> refusals, Instant decidedAt) {

    /**
     * What dispute-service has approved.
     *
     * @param cause a code: what had happened
     */
    public record Ask(
            UUID advanceId,
            UUID disputeId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            UUID rulingId,
            Money amount,
            String cause) {}

    /** What came of it. */
    public enum State {
        PAID,
        REFUSED,
        /** Paid, and found wrong later: the seller owes it no longer. */
        VOIDED
    }
}
