package dev.bonafide.escrow.terms;

/** How the item comes to the buyer. */
public enum Delivery {
    /** A carrier brings it. */
    PARCEL
}
