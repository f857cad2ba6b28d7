package dev.bonafide.escrow.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The check of one provider's file of one day.
 *
 * @param endsAt the instant at which that day is over in the provider's zone
 * @param tries how often the file was asked for
 */
public record Reconciliation(
        UUID id,
        String provider,
        LocalDate day,
        Instant endsAt,
        Status status,
        int tries,
        Counts counts,
        @Nullable Instant finishedAt) {

    /** How far it is. */
    public enum Status {
        /** The file is asked for. */
        WAITING,
        /** The file is here, and its lines are being compared. */
        COMPARING,
        FINISHED,
        /** The file did not come; a person looks into it. */
        NO_FILE
    }

    /**
     * What came of it.
     *
     * @param missingHere lines we know nothing of
     * @param missingThere movements we were told of and no line says
     */
    public record Counts(int matched, int missingHere, int missingThere, int differing) {
        /** Whether everything fits. */
        public boolean areClean() {
            return missingHere == 0 && missingThere == 0 && differing == 0;
        }
    }
}
