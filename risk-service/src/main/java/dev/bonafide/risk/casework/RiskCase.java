package dev.bonafide.risk.casework;

import java.time.Instant;
import java.util.UUID;

/** Something a person has to look at. It is open until one of them decides, and then closed for good. */
public sealed interface RiskCase {
    /** What it is about. */
    Matter matter();

    /**
     * What a case is about; the same for its whole life.
     *
     * @param id the case
     * @param subject kind of thing examined
     * @param subjectId the thing examined
     * @param accountId account whose act is examined
     * @param kind kind of suspicion; there is one open case per thing and kind
     * @param openedAt when the first alert came
     */
    record Matter(UUID id, Subject subject, UUID subjectId, UUID accountId, String kind, Instant openedAt) {}

    /** What can be examined. */
    enum Subject {
        LISTING,
        ORDER,
        ACCOUNT
    }

    /** What a person decided. */
    enum Choice {
        /** What was held may go on. */
        APPROVE,
        /** What was held is refused. */
        REJECT
    }

    /** Whether the suspicion was right; rules learn from it. */
    enum Label {
        CONFIRMED,
        FALSE_POSITIVE,
        UNSURE
    }

    /** A decision with who made it and when. */
    record Ruling(Choice choice, Label label, String note, UUID by, Instant at) {}

    /** Waits for a person. */
    record Open(Matter matter) implements RiskCase {
        Closed close(Ruling ruling) {
            return new Closed(matter, ruling);
        }
    }

    /** Decided. */
    record Closed(Matter matter, Ruling ruling) implements RiskCase {}
}
