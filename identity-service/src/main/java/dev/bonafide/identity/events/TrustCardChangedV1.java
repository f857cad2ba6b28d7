package dev.bonafide.identity.events;

import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.standing.Badge;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The whole card as it reads from now on. */
public record TrustCardChangedV1(
        UUID accountId,
        Level level,
        int score,
        String scoreBand,
        List<Badge> badges,
        int completedSales,
        LocalDate memberSince,
        Instant at) {

    /** Wire name. */
    public static final String TYPE = "bonafide.identity.TrustCardChanged.v1";
}
