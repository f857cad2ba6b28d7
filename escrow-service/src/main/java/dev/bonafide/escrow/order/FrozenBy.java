package dev.bonafide.escrow.order;

/** Who keeps the money of an order from moving. The order goes on when the last of them has let it go. */
public enum FrozenBy {
    /** A party, by a dispute. */
    DISPUTE,
    /** A bank that has pulled the payment back. */
    BANK,
    /** The logistics service, which doubts what has come back by a return. */
    RETURN
}
