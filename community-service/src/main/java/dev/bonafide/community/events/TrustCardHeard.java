package dev.bonafide.community.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What is read of a trust card: all that tips look at. */
public record TrustCardHeard(
        UUID accountId, String level, int score, int completedSales, LocalDate memberSince, Instant at) {
    public static final String TYPE = "bonafide.identity.TrustCardChanged.v1";
}
