package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.UUID;

/** The item is sold to the buyer of that order. */
public record ListingSoldV1(UUID listingId, UUID orderId, UUID sellerId, Instant at) {}
