package dev.bonafide.identity.events;

import java.time.Instant;
import java.util.UUID;

/** Who was right in a dispute. */
public record DisputeRuledV1(UUID orderId, UUID buyerId, UUID sellerId, String outcome, Instant ruledAt) {

    /** Wire name. */
    public static final String TYPE = "bonafide.dispute.DisputeRuled.v1";

    private static final String BUYER = "BUYER";

    /** Whether the buyer was right. */
    public boolean ruledForBuyer() {
        return BUYER.equals(outcome);
    }
}
