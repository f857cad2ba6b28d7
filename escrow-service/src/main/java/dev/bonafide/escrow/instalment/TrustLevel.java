package dev.bonafide.escrow.instalment;

/** How far an account has proved who it is, from least to most, as identity-service says. */
public enum TrustLevel {
    L0,
    L1,
    L2,
    L3
}
