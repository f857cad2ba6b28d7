package dev.bonafide.risk.events;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** Read from listing: a listing waits for judgement. */
public record ListingSubmittedV1(
        UUID listingId,
        UUID sellerId,
        String category,
        String title,
        String description,
        String brand,
        String model,
        String grade,
        Money price) {}
