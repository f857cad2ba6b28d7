package dev.bonafide.dispute.web;

import dev.bonafide.dispute.dispute.Party;
import dev.bonafide.dispute.events.said.DisputeEvent.EvidenceAddedV1.Kind;
import dev.bonafide.dispute.evidence.ChainedEntry;
import dev.bonafide.dispute.evidence.FileType;
import java.time.Instant;
import java.util.UUID;

/**
 * A piece of evidence and its line in the chain.
 *
 * @param sha256 of the content
 * @param size in bytes
 * @param at when we received it
 * @param prev hash of the line before
 * @param entryHash hash of this line
 */
public record EvidenceView(
        UUID evidenceId,
        long entryNumber,
        Party by,
        Kind kind,
        String mediaType,
        long size,
        String sha256,
        Instant at,
        String prev,
        String entryHash) {
    static EvidenceView of(ChainedEntry line) {
        var entry = line.entry();
        return new EvidenceView(
                entry.itemId(),
                entry.n(),
                entry.role(),
                Kind.of(FileType.ofMediaType(entry.mediaType())),
                entry.mediaType(),
                entry.size(),
                entry.sha256(),
                entry.at(),
                entry.prev(),
                line.hash());
    }
}
