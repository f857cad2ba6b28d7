package dev.bonafide.risk.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Published on {@code risk.cases}: a person has to look at something. Key: the case. */
public record CaseOpenedV1(
        UUID caseId,
        String subjectKind,
        UUID subjectId,
        UUID accountId,
        String kind,
        List<UUID> decisionIds,
        Instant openedAt) {
    public static final String TOPIC = "risk.cases";
    public static final String TYPE = "bonafide.risk.CaseOpened.v1";
}
