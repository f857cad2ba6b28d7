package dev.bonafide.escrow.events.said;

import dev.bonafide.proof.ledger.Anchor;
import java.time.Instant;
import java.util.UUID;

/**
 * So many entries are sealed, and this is the hash after them: whoever keeps it can tell later whether the ledger is still
 * the same. Said on topic {@value LedgerEntryPostedV1#TOPIC} under the ledger's id, which is that of its first entry.
 */
public record LedgerSealedV1(UUID ledgerId, long n, String hash, Instant sealedAt) {
    /** The wire name with version. */
    public static final String TYPE = "bonafide.escrow.LedgerSealed.v1";

    /** The event of a head of the chain. */
    public static LedgerSealedV1 of(UUID ledgerId, Anchor head, Instant at) {
        return new LedgerSealedV1(ledgerId, head.n(), head.hash(), at);
    }
}
