package dev.bonafide.listing.events;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/** The price of a listing on sale is another one now. */
public record ListingPriceChangedV1(
        UUID listingId,
        UUID sellerId,
        Money previousPrice,
        Money price,
        String snapshotHash,
        long version,
        Instant changedAt) {}
