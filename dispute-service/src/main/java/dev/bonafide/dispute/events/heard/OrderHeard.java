package dev.bonafide.dispute.events.heard;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What we read on {@code escrow.orders}. */
public interface OrderHeard {

    /** A buyer wants an item. */
    record PlacedV1(UUID orderId, UUID buyerId, UUID sellerId) {}

    /** The money is held. */
    record FundedV1(UUID orderId, UUID buyerId, UUID sellerId) {}

    /** The carrier has scanned the parcel. */
    record ShippedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {}

    /** The parcel has arrived; silence accepts it at the time given. */
    record InspectionStartedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant deliveredAt, Instant autoConfirmAt) {}

    /** The buyer has taken more time: silence accepts at the new moment. */
    record InspectionExtendedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant autoConfirmAt) {}

    /** The buyer, or silence, has accepted. */
    record AcceptedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {}

    /** The money is the seller's; after a ruling the dispute is named. */
    record ReleasedV1(
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            @Nullable UUID disputeId,
            Instant at) {}

    /** The money is back at the buyer; after a ruling the dispute is named. */
    record RefundedV1(
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            @Nullable UUID disputeId,
            Instant at) {}

    /** The order ended before the item was handed over. */
    record CancelledV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {}

    /** A dispute holds the money. */
    record FrozenV1(UUID orderId, UUID disputeId) {}

    /** The money could not be frozen, and why. */
    record FreezeRefusedV1(UUID orderId, UUID disputeId, String reason) {}
}
