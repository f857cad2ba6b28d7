package dev.bonafide.escrow.payout;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that keeps a seller's money from leaving, with its statement of reasons.
 *
 * @param scope what it forbids: PAYOUT or WITHDRAW, which are one thing here
 * @param until first instant after it
 * @param textKey of the sentence that explains it
 * @param facts the values that sentence names
 */
public record PayoutHold(
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
        UUID caseId) {}
