package dev.bonafide.listing.events;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/** A version of a listing is on sale. */
public record ListingPublishedV1(
        UUID listingId,
        UUID sellerId,
        String category,
        String title,
        String brand,
        String model,
        String grade,
        Money price,
        String snapshotHash,
        long version,
        Instant publishedAt) {}
