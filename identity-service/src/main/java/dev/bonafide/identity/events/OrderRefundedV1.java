package dev.bonafide.identity.events;

import java.time.Instant;
import java.util.UUID;

/** A trade has come to nothing: the money is back at the buyer. */
public record OrderRefundedV1(UUID orderId, UUID buyerId, UUID sellerId, Instant at) {

    /** Wire name. */
    public static final String TYPE = "bonafide.escrow.OrderRefunded.v1";
}
