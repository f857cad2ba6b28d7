package dev.bonafide.listing.search;

import java.util.Optional;
import java.util.UUID;

/**
 * What someone is looking for. Every condition that is given must hold.
 *
 * @param text words, or empty for any
 * @param priceMin in minor units
 * @param priceMax in minor units
 */
public record ListingQuery(
        String text,
        Optional<String> category,
        Optional<String> brand,
        Optional<String> grade,
        Optional<Long> priceMin,
        Optional<Long> priceMax,
        Optional<UUID> seller) {}
