package dev.bonafide.listing.listing;

import java.util.UUID;

/** For whom the single item is kept. */
public record Reservation(UUID orderId, UUID buyerId) {}
