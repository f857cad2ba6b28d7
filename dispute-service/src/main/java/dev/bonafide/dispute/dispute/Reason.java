package dev.bonafide.dispute.dispute;

/** What is claimed. */
public enum Reason {
    /** Item not received. */
    INR,
    /** Significantly not as described. */
    SNAD,
    DAMAGED,
    COUNTERFEIT,
    WRONG_ITEM,
    MISSING_PARTS,
    OTHER
}
