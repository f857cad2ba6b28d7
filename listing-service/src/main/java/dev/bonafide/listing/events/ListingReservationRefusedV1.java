package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order cannot have the item. */
public record ListingReservationRefusedV1(
        UUID listingId,
        UUID orderId,
        UUID buyerId,
        UUID sellerId,
        String reason,
        @Nullable String currentSnapshotHash,
        Instant at) {}
