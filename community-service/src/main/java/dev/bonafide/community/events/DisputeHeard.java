package dev.bonafide.community.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What is read of the steps of a dispute. */
public sealed interface DisputeHeard {
    UUID disputeId();

    UUID buyerId();

    UUID sellerId();

    record Opened(UUID disputeId, UUID buyerId, UUID sellerId, String reason) implements DisputeHeard {}

    record EvidenceAdded(UUID disputeId, UUID buyerId, UUID sellerId, String by) implements DisputeHeard {}

    record ArbiterAssigned(UUID disputeId, UUID buyerId, UUID sellerId) implements DisputeHeard {}

    record Ruled(UUID disputeId, UUID buyerId, UUID sellerId, String outcome) implements DisputeHeard {}

    record Closed(UUID disputeId, UUID buyerId, UUID sellerId, String outcome) implements DisputeHeard {}

    /** The events read here, by their wire names. */
    static Map<String, Class<? extends DisputeHeard>> types() {
        var types = new LinkedHashMap<String, Class<? extends DisputeHeard>>();
        types.put("bonafide.dispute.DisputeOpened.v1", Opened.class);
        types.put("bonafide.dispute.EvidenceAdded.v1", EvidenceAdded.class);
        types.put("bonafide.dispute.ArbiterAssigned.v1", ArbiterAssigned.class);
        types.put("bonafide.dispute.DisputeRuled.v1", Ruled.class);
        types.put("bonafide.dispute.DisputeClosed.v1", Closed.class);
        return types;
    }
}
