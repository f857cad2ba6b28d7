package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.UUID;

/** Published on {@code risk.cases}: a person has decided. Key: the case. */
public record CaseClosedV1(
        UUID caseId, String subjectKind, UUID subjectId, UUID accountId, String label, String outcome, Instant at) {
    public static final String TYPE = "bonafide.risk.CaseClosed.v1";
}
