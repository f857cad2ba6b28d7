package dev.bonafide.listing.events;

import java.util.UUID;

/** An order is over without a sale. */
public record OrderCancelledV1(UUID orderId, UUID listingId, String reason) {}
