package dev.bonafide.escrow.terms;

/** Who bears a line of the terms: the buyer beside the price, or the seller out of it. */
public enum Payer {
    BUYER,
    SELLER
}
