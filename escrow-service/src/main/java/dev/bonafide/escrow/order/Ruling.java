package dev.bonafide.escrow.order;

/** Who is to have the money of a disputed order. */
public enum Ruling {
    FOR_BUYER,
    FOR_SELLER
}
