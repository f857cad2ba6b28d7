package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;

/** The item is kept for that order. */
public record ListingReservedV1(
        UUID listingId, UUID orderId, UUID buyerId, UUID sellerId, String snapshotHash, Instant reservedAt) {}
