package dev.bonafide.escrow.events.said;

import java.time.Instant;
import java.util.UUID;

/**
 * Two people of finance have agreed on what to do about a finding; what was frozen for it moves again. Said on topic
 * {@value LedgerEntryPostedV1#TOPIC} under the finding's id.
 */
public record LedgerFindingResolvedV1(UUID findingId, String code, Instant resolvedAt) {
    /** The wire name with version. */
    public static final String TYPE = "bonafide.escrow.LedgerFindingResolved.v1";
}
