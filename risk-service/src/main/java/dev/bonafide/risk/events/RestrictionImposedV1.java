package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Published on {@code risk.cases}: an account may not do something for a time, and why. Key: the restriction. */
public record RestrictionImposedV1(
        UUID restrictionId,
        UUID accountId,
        String scope,
        Instant from,
        Instant until,
        UUID statementId,
        String ruleId,
        String policyVersion,
        boolean automated,
        String textKey,
        Map<String, String> facts,
        Instant appealUntil,
        UUID caseId) {
    public static final String TYPE = "bonafide.risk.RestrictionImposed.v1";
}
