package dev.bonafide.risk.events;

import java.util.UUID;

/** Read from escrow: a buyer has kept an item, and its seller was paid. */
public record OrderReleasedV1(UUID orderId, UUID buyerId) {}
