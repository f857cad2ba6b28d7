package dev.bonafide.risk.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.kit.text.Speech;
import dev.bonafide.risk.desk.DecisionReading.Replay;
import dev.bonafide.risk.store.LoggedDecision;
import dev.bonafide.risk.store.LoggedDecision.TextHits;
import dev.bonafide.risk.verdict.Hit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions as clients see them: everything for an analyst, the reasons alone for the account that acted. */
@ApplicationScoped
public class DecisionViews {
    private final Speech speech;

    DecisionViews(Speech speech) {
        this.speech = speech;
    }

    /**
     * A decision.
     *
     * @param reasons sentences in the caller's language
     * @param score sum of the weights; for analysts
     * @param hits the rules that applied; for analysts
     * @param features what the rules saw, where it differs from the defaults; for analysts
     * @param textHits places that the screener found; for analysts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DecisionView(
            UUID decisionId,
            String subjectKind,
            UUID subjectId,
            UUID accountId,
            String outcome,
            List<String> reasons,
            boolean automated,
            Instant decidedAt,
            @Nullable UUID supersedes,
            @Nullable UUID eventId,
            @Nullable Integer score,
            @Nullable List<HitView> hits,
            @Nullable String policyVersion,
            @Nullable Integer catalogueVersion,
            @Nullable Map<String, Object> features,
            @Nullable TextHits textHits) {}

    /** One rule that applied. */
    public record HitView(
            String ruleId,
            int version,
            int weight,
            String outcome,
            String textKey,
            Map<String, String> facts,
            String reason) {}

    /** What a decision comes to when it is repeated. */
    public record ReplayView(
            UUID decisionId, boolean same, ResultView recorded, ResultView replayed, Set<String> rulesThatDiffer) {}

    /** One of the two results. */
    public record ResultView(String policyVersion, String outcome, int score, List<HitView> hits) {}

    /** All of it. */
    DecisionView forAnalyst(LoggedDecision decision) {
        return new DecisionView(
                decision.decisionId(),
                decision.subjectKind().name(),
                decision.subjectId(),
                decision.accountId(),
                decision.outcome().name(),
                reasons(decision.hits()),
                decision.automated(),
                decision.decidedAt(),
                decision.supersedes(),
                decision.eventId(),
                decision.score(),
                hits(decision.hits()),
                decision.policyVersion(),
                decision.catalogueVersion(),
                decision.features(),
                decision.textHits());
    }

    /** What the account that acted may know: what was decided and why, not where the lines are drawn. */
    DecisionView forActor(LoggedDecision decision) {
        return new DecisionView(
                decision.decisionId(),
                decision.subjectKind().name(),
                decision.subjectId(),
                decision.accountId(),
                decision.outcome().name(),
                reasons(decision.hits()),
                decision.automated(),
                decision.decidedAt(),
                decision.supersedes(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    ReplayView replay(Replay replay) {
        var recorded = replay.recorded();
        var replayed = replay.replayed();
        var differing = new LinkedHashSet<String>();
        recorded.hits().stream()
                .filter(hit -> !replayed.hits().contains(hit))
                .forEach(hit -> differing.add(hit.ruleId()));
        replayed.hits().stream()
                .filter(hit -> !recorded.hits().contains(hit))
                .forEach(hit -> differing.add(hit.ruleId()));
        return new ReplayView(
                recorded.decisionId(),
                replay.same(),
                new ResultView(
                        recorded.policyVersion(), recorded.outcome().name(), recorded.score(), hits(recorded.hits())),
                new ResultView(
                        replayed.policyVersion(), replayed.outcome().name(), replayed.score(), hits(replayed.hits())),
                differing);
    }

    private List<HitView> hits(List<Hit> hits) {
        return hits.stream()
                .map(hit -> new HitView(
                        hit.ruleId(),
                        hit.version(),
                        hit.weight(),
                        hit.outcome().name(),
                        hit.textKey(),
                        hit.facts(),
                        speech.say(hit.textKey(), hit.facts())))
                .toList();
    }

    private List<String> reasons(List<Hit> hits) {
        return hits.stream()
                .map(hit -> speech.say(hit.textKey(), hit.facts()))
                .distinct()
                .toList();
    }
}
