package dev.bonafide.escrow.events.heard;

import java.util.UUID;

/** What we read on {@code risk.decisions}. */
public interface RiskHeard {

    /** A verdict on a listing or an order. */
    record DecisionMadeV1(UUID decisionId, SubjectKind subjectKind, UUID subjectId, Outcome outcome) {}

    /** What was judged. */
    enum SubjectKind {
        LISTING,
        ORDER
    }

    /** From mildest to hardest. */
    enum Outcome {
        ALLOW,
        TIP,
        REVIEW,
        RESTRICT,
        BLOCK
    }
}
