package dev.bonafide.risk.events;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** Read from listing: a listing is on sale. */
public record ListingPublishedV1(
        UUID listingId, UUID sellerId, String category, String brand, String model, String grade, Money price) {}
