package dev.bonafide.escrow.ledger;

/** The amounts an occurrence is made of; each line of {@link Fact} moves one of them. */
public enum Part {
    /** The whole amount. */
    TOTAL,
    /** What is still held. */
    HELD,
    /** To or from what the seller may be paid out. */
    SELLER,
    /** To or from what is kept of the seller's earnings for a time. */
    RESERVE,
    /** What the seller then owes. */
    RECEIVABLE,
    /** Back to the buyer by the way it came. */
    BUYER,
    /** Parts of an instalment plan that nobody will pay any more. */
    FUTURE_PARTS,
    /** To or from the platform's fees. */
    FEES,
    /** Borne by the platform, or what it has borne and has back. */
    EXPENSE,
    /** For the inspection. */
    INSPECTION,
    /** For the insurance. */
    INSURANCE,
    /** For the warranty. */
    WARRANTY
}
