package dev.bonafide.identity.events;

import java.time.Instant;
import java.util.UUID;

/** A trade is done: the money is the seller's. */
public record OrderReleasedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {

    /** Wire name. */
    public static final String TYPE = "bonafide.escrow.OrderReleased.v1";
}
