package dev.bonafide.listing.events;

import java.util.UUID;

/** An order wants the item as the buyer saw it. */
public record OrderPlacedV1(UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, String snapshotHash) {}
