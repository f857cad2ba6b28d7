package dev.bonafide.escrow.terms;

/** How the item comes to the buyer. */
public enum Delivery {
    /** A carrier brings it. */
    PARCEL,
    /** The two sides meet, and the buyer gives the seller a code for the item. */
    MEET
}
