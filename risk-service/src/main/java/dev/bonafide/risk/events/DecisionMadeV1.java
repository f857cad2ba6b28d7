package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Published on {@code risk.decisions}: a verdict, with what explains it. Key: the subject. */
public record DecisionMadeV1(
        UUID decisionId,
        UUID eventId,
        String subjectKind,
        UUID subjectId,
        UUID accountId,
        String outcome,
        int score,
        List<Hit> hits,
        String policyVersion,
        boolean automated,
        @Nullable UUID supersedes,
        Instant decidedAt) {
    public static final String TOPIC = "risk.decisions";
    public static final String TYPE = "bonafide.risk.DecisionMade.v1";

    /** One rule that applied. */
    public record Hit(String ruleId, int version, int weight, String textKey, Map<String, String> facts) {}
}
