package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;

/** The listing is over. */
public record ListingClosedV1(UUID listingId, UUID sellerId, Instant at) {}
