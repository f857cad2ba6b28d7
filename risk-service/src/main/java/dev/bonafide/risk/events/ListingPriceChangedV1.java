package dev.bonafide.risk.events;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** Read from listing: a listing has another price. */
public record ListingPriceChangedV1(UUID listingId, UUID sellerId, Money price) {}
