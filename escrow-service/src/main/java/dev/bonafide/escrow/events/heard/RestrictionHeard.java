package dev.bonafide.escrow.events.heard;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What we read on {@code risk.cases}. */
public interface RestrictionHeard {

    /** An account may not do something until a given time, with the statement of reasons. */
    record ImposedV1(
            UUID restrictionId,
            UUID accountId,
            Scope scope,
            Instant from,
            Instant until,
            UUID statementId,
            String ruleId,
            String policyVersion,
            boolean automated,
            String textKey,
            Map<String, String> facts,
            Instant appealUntil,
            UUID caseId) {}

    /** A restriction no longer holds. */
    record LiftedV1(UUID restrictionId, Scope scope, String reason, Instant at) {}

    /** What an account may not do. */
    enum Scope {
        PUBLISH,
        CHAT,
        PAYOUT,
        WITHDRAW,
        BUY
    }
}
