package dev.bonafide.listing.events;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A version of a listing was handed in to be judged. */
public record ListingSubmittedV1(
        UUID listingId,
        UUID sellerId,
        String category,
        String title,
        String description,
        String brand,
        String model,
        String grade,
        Money price,
        List<String> photoSha256,
        long version,
        Instant submittedAt) {}
