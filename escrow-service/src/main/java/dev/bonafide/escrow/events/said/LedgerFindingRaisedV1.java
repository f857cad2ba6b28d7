package dev.bonafide.escrow.events.said;

import dev.bonafide.escrow.audit.Concerned;
import dev.bonafide.escrow.audit.LedgerFinding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong with the books, and what is concerned does not move. Said on topic {@value LedgerEntryPostedV1#TOPIC}
 * under the finding's id.
 */
public record LedgerFindingRaisedV1(
        UUID findingId,
        String code,
        @Nullable Long n,
        @Nullable UUID entryId,
        @Nullable String account,
        @Nullable String currency,
        List<FrozenV1> frozen,
        Instant foundAt) {
    /** The wire name with version. */
    public static final String TYPE = "bonafide.escrow.LedgerFindingRaised.v1";

    /** An order or seller whose accounts do not move. */
    public record FrozenV1(Concerned.Kind kind, UUID id) {}

    /** The event of a finding. */
    public static LedgerFindingRaisedV1 of(UUID id, LedgerFinding finding, Instant at) {
        return new LedgerFindingRaisedV1(
                id,
                finding.code().name(),
                finding.n(),
                finding.entryId(),
                finding.account(),
                finding.currency(),
                finding.concerned().stream()
                        .map(owner -> new FrozenV1(owner.kind(), owner.id()))
                        .toList(),
                at);
    }
}
