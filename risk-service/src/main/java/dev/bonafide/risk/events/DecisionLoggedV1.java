package dev.bonafide.risk.events;

import dev.bonafide.risk.screening.Screening.TextHit;
import dev.bonafide.risk.verdict.Hit;
import dev.bonafide.risk.verdict.JudgedKind;
import dev.bonafide.risk.verdict.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Internal, from the stream to the log of the same service: a verdict with everything it takes to repeat it. Key: the
 * account, so that what belongs to one account arrives in order. No promise to others; it may change with the service.
 *
 * @param occurredAt business time of the event that was judged
 * @param features the values that differ from their defaults
 * @param titleHits what the screener found in the title of a listing; places only, no words
 * @param descriptionHits the same for the description
 */
public record DecisionLoggedV1(
        UUID decisionId,
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
        List<TextHit> titleHits,
        List<TextHit> descriptionHits,
        Instant occurredAt,
        Instant decidedAt) {
    public static final String TOPIC = "risk.decision-log";
    public static final String TYPE = "bonafide.risk.DecisionLogged.v1";

    /** What the others are told of it. */
    public DecisionMadeV1 told() {
        return new DecisionMadeV1(
                decisionId,
                eventId,
                subjectKind.name(),
                subjectId,
                accountId,
                outcome.name(),
                score,
                told(hits),
                policyVersion,
                true,
                null,
                decidedAt);
    }

    /** What the others are told of hits: which rule, why, on what facts; not what it demanded. */
    public static List<DecisionMadeV1.Hit> told(List<Hit> hits) {
        return hits.stream()
                .map(hit ->
                        new DecisionMadeV1.Hit(hit.ruleId(), hit.version(), hit.weight(), hit.textKey(), hit.facts()))
                .toList();
    }
}
