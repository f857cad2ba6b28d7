package dev.bonafide.escrow.audit;

import dev.bonafide.proof.ledger.Finding;

/** What can be wrong with the books; the stable codes of findings. */
public enum FindingCode {
    /** An entry is not what was sealed. */
    ENTRY_ALTERED,
    /** A sealed entry, or its seal, is gone. */
    ENTRY_MISSING,
    /** Another entry stands in its place. */
    REORDERED,
    /** Debits and credits of an entry differ. */
    UNBALANCED,
    /** A seal does not follow from the one before it, or is not the one that was witnessed. */
    SEAL_ALTERED,
    /** The chain ends before a place that was witnessed. */
    TRUNCATED,
    /** An entry has been there for long and was never sealed: it did not come in by the door. */
    ENTRY_UNSEALED,
    /** A balance that is kept is not the sum of its postings. */
    BALANCE_DIFFERS,
    /** What is held for an order does not fit its stage. */
    HOLD_DIFFERS,
    /** A sum that was folded is not the sum of its postings. */
    SUM_DIFFERS,
    /** Debits and credits of all accounts differ. */
    TRIAL_BALANCE_DIFFERS;

    static FindingCode of(Finding.Kind kind) {
        return switch (kind) {
            case ENTRY_ALTERED -> ENTRY_ALTERED;
            case ENTRY_MISSING -> ENTRY_MISSING;
            case REORDERED -> REORDERED;
            case UNBALANCED -> UNBALANCED;
            case SEAL_ALTERED -> SEAL_ALTERED;
            case TRUNCATED -> TRUNCATED;
        };
    }
}
