package dev.bonafide.escrow.order;

import java.util.UUID;

/** Why the buyer gets money back from an order whose item had been sent. */
public sealed interface RefundGround {

    /** A dispute was ruled so. */
    record Ruled(UUID dispute, UUID ruling) implements RefundGround {}

    /** Both sides agreed, by that offer. */
    record Agreed(int offer) implements RefundGround {}

    /** The parcel never arrived; the rule that says so is named. */
    record NotDelivered(String rule) implements RefundGround {}

    /** The buyer has sent the item back without a reason, by that return. */
    record Returned(UUID returnId) implements RefundGround {}
}
