package dev.bonafide.logistics.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What we read of escrow's events on orders: only the fields that parcels need. */
public final class OrderEvents {

    private OrderEvents() {}

    /** The buyer's money is held; without an address the two sides meet, and there will be no parcel. */
    public record FundedV1(
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            @Nullable UUID deliveryAddressId,
            Instant shipBy,
            Instant fundedAt) {}

    /**
     * A dispute holds the money.
     *
     * @param milestone the one it is about, by number; null if it is about the whole order
     */
    public record FrozenV1(
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            @Nullable Integer milestone,
            Instant at) {}

    /** The order ended before the item was handed over. */
    public record CancelledV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {}

    /** The money went to the seller. */
    public record ReleasedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {}

    /** The money went back to the buyer. */
    public record RefundedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {}
}
