package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;

/** The listing is not on sale for the time being. */
public record ListingHiddenV1(UUID listingId, UUID sellerId, String reason, Instant at) {}
