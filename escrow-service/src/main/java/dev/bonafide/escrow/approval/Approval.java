package dev.bonafide.escrow.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish that waits for a second person, or what came of it.
 *
 * @param expiresAt nobody can approve it from then on
 */
public record Approval(
        UUID id,
        FourEyes wish,
        UUID askedBy,
        Instant askedAt,
        Instant expiresAt,
        State state,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt) {
    /** How long a wish waits. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    /** How far it is. */
    public enum State {
        OPEN,
        APPROVED,
        REJECTED
    }

    /** What comes of a second person's word. */
    public enum Verdict {
        /** It counts. */
        COUNTS,
        /** Said before by the same person. */
        ALREADY_DONE,
        /** The one who asked cannot be the second person. */
        SAME_PERSON,
        /** Decided otherwise. */
        DECIDED,
        /** Too late. */
        EXPIRED
    }

    /** Whether that person may approve it now. */
    public Verdict approvedBy(UUID person, Instant now) {
        return switch (state) {
            case APPROVED -> person.equals(decidedBy) ? Verdict.ALREADY_DONE : Verdict.DECIDED;
            case REJECTED -> Verdict.DECIDED;
            case OPEN -> {
                if (person.equals(askedBy)) {
                    yield Verdict.SAME_PERSON;
                }
                yield now.isBefore(expiresAt) ? Verdict.COUNTS : Verdict.EXPIRED;
            }
        };
    }

    /** Whether that person may reject it now; the one who asked may take it back. */
    public Verdict rejectedBy(UUID person) {
        return switch (state) {
            case REJECTED -> person.equals(decidedBy) ? Verdict.ALREADY_DONE : Verdict.DECIDED;
            case APPROVED -> Verdict.DECIDED;
            case OPEN -> Verdict.COUNTS;
        };
    }
}
