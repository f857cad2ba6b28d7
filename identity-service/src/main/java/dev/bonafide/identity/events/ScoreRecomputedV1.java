package dev.bonafide.identity.events;

import dev.bonafide.identity.score.FactorName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A score that was computed anew, and why it is what it is. */
public record ScoreRecomputedV1(
        UUID accountId,
        int score,
        @Nullable Integer previousScore,
        String modelVersion,
        List<FactorV1> factors,
        Instant asOf) {

    /** Wire name. */
    public static final String TYPE = "bonafide.identity.ScoreRecomputed.v1";

    /** One part of the score. */
    public record FactorV1(FactorName name, int points) {}
}
