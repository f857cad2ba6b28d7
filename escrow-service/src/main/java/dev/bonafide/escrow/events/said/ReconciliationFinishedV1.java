package dev.bonafide.escrow.events.said;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A provider's file of a day has been compared with our books, said on topic {@value #TOPIC} under the reconciliation's
 * id.
 *
 * @param missing in all: lines we know nothing of, and movements the file does not have
 */
public record ReconciliationFinishedV1(
        UUID reconciliationId,
        String provider,
        LocalDate day,
        int matched,
        int missing,
        int missingHere,
        int missingThere,
        int differing,
        Instant at) {
    /** Where it is said. */
    public static final String TOPIC = LedgerEntryPostedV1.TOPIC;
    /** The wire name with version. */
    public static final String TYPE = "bonafide.escrow.ReconciliationFinished.v1";
}
