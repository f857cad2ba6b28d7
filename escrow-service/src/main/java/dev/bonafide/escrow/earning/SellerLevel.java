package dev.bonafide.escrow.earning;

/** How far a seller has been verified, from least to most. */
public enum SellerLevel {
    L0,
    L1,
    L2,
    L3
}
