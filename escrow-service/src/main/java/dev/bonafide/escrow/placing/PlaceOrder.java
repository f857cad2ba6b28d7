package dev.bonafide.escrow.placing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's wish.
 *
 * @param orderId made by us, so that the wish is known by it from the start
 * @param snapshotHash what the buyer looked at, if they insist on it
 */
public record PlaceOrder(
        UUID orderId,
        UUID buyerId,
        UUID listingId,
        UUID deliveryAddressId,
        @Nullable String snapshotHash) {}
