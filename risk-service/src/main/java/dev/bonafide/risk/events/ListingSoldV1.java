package dev.bonafide.risk.events;

import java.util.UUID;

/** Read from listing: an item is sold and paid out. */
public record ListingSoldV1(UUID listingId, UUID sellerId) {}
