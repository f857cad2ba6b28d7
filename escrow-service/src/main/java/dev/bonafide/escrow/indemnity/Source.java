package dev.bonafide.escrow.indemnity;

/** Who makes a buyer's loss good. */
public enum Source {
    /** What was held, because the order was cancelled, missed its time, or both sides agreed. */
    REFUND,
    /** What was held or the seller had earned, because it was ruled so. */
    RULING,
    /** The compensation pool, in the seller's place. */
    ADVANCE,
    /** The buyer's bank, which asks nobody. */
    CHARGEBACK,
    /** The insurer of the parcel. */
    INSURER,
    /** The warranty partner. */
    WARRANTY
}
