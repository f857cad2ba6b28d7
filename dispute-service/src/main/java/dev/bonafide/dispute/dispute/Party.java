package dev.bonafide.dispute.dispute;

/** The two sides of an order. */
public enum Party {
    BUYER,
    SELLER
}
