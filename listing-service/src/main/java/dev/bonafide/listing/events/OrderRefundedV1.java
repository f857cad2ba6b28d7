package dev.bonafide.listing.events;

import java.util.UUID;

/** An order's money went back to the buyer. */
public record OrderRefundedV1(UUID orderId, UUID listingId) {}
