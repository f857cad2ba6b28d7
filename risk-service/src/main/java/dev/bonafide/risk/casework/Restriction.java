package dev.bonafide.risk.casework;

import dev.bonafide.risk.verdict.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Something an account may not do for a time. It never exists without its statement of reasons. */
public sealed interface Restriction {
    /** What it is, the same for its whole life. */
    Terms terms();

    /** From when to when, for whom, why. */
    record Terms(UUID id, UUID accountId, Scope scope, Instant from, Instant until, UUID caseId, Statement statement) {}

    /**
     * The statement of reasons.
     *
     * @param id its id
     * @param ruleId rule it rests on
     * @param ruleVersion version of the rule
     * @param policyVersion version of the rule set
     * @param automated whether no person took part
     * @param textKey key of the sentence that explains it
     * @param facts values the sentence names
     * @param appealUntil last instant for an appeal
     */
    record Statement(
            UUID id,
            String ruleId,
            int ruleVersion,
            String policyVersion,
            boolean automated,
            String textKey,
            Map<String, String> facts,
            Instant appealUntil) {
        /** When the time for an appeal is over that began then. */
        public static Instant appealUntil(Instant from, Duration period) {
            return from.plus(period);
        }
    }

    /** Why one holds no longer. */
    enum LiftReason {
        /** Its time is over. */
        EXPIRED,
        /** A person found the suspicion unfounded. */
        CASE_APPROVED
    }

    /** Holds. */
    record Active(Terms terms) implements Restriction {
        Lifted lift(LiftReason reason, Instant at) {
            return new Lifted(terms, reason, at);
        }
    }

    /** Holds no longer. */
    record Lifted(Terms terms, LiftReason reason, Instant at) implements Restriction {}
}
