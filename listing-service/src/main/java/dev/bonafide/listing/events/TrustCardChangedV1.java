package dev.bonafide.listing.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What everybody may know of an account's trustworthiness has changed. */
public record TrustCardChangedV1(
        UUID accountId,
        String level,
        @Nullable Integer score,
        String scoreBand,
        List<String> badges,
        int completedSales,
        @Nullable PositiveRate positiveRate,
        Instant at) {

    /** Positive reviews of all reviews. */
    public record PositiveRate(int numerator, int denominator) {}
}
