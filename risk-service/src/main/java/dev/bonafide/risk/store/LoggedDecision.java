package dev.bonafide.risk.store;

import dev.bonafide.risk.screening.Screening.TextHit;
import dev.bonafide.risk.verdict.Hit;
import dev.bonafide.risk.verdict.JudgedKind;
import dev.bonafide.risk.verdict.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is kept.
 *
 * @param number order of arrival
 * @param features the values that differ from their defaults
 * @param supersedes the decision it takes the place of, where a person decided
 * @param decidedBy that person
 */
public record LoggedDecision(
        UUID decisionId,
        long number,
        UUID eventId,
        JudgedKind subjectKind,
        UUID subjectId,
        UUID accountId,
        Outcome outcome,
        int score,
        List<Hit> hits,
        String policyVersion,
        int catalogueVersion,
        Map<String, Object> features,
        TextHits textHits,
        boolean automated,
        @Nullable UUID supersedes,
        @Nullable UUID decidedBy,
        Instant occurredAt,
        Instant decidedAt) {
    /** What the screener found in a listing; places only. */
    public record TextHits(List<TextHit> title, List<TextHit> description) {}
}
