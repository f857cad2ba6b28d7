package dev.bonafide.risk.events;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** Read from escrow: an order waits for judgement. */
public record OrderPlacedV1(UUID orderId, UUID buyerId, Money total) {}
