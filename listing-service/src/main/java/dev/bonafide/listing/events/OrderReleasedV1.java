package dev.bonafide.listing.events;

import java.util.UUID;

/** An order's money went to the seller. */
public record OrderReleasedV1(UUID orderId, UUID listingId) {}
