package dev.bonafide.escrow.audit;

import dev.bonafide.proof.ledger.SealedEntry;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A seal, its entry and its postings as they stand in rows. Any of them may have been tampered with, so nothing here is
 * taken to be in order.
 *
 * @param entryId the entry the seal names
 * @param orderId as the entry says; null also where the entry is gone
 * @param accounts of the postings that are there, also where the entry is gone
 */
public record SealedRow(
        SealedEntry link, UUID entryId, @Nullable UUID orderId, Set<String> accounts) {

    long n() {
        return link.seal().n();
    }
}
