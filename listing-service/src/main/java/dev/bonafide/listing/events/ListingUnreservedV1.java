package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;

/** The item is no longer kept for that order. */
public record ListingUnreservedV1(UUID listingId, UUID orderId, UUID sellerId, Instant at) {}
