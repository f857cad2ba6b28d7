package dev.bonafide.escrow.model;

/** What the buyer's bank has pulled back of a payment. */
final class Case {
    final long amount;
    final boolean fraud;
    boolean open = true;
    boolean won;
    /** Whether what was held for the order stands still for it. */
    boolean held;

    Case(long amount, boolean fraud) {
        this.amount = amount;
        this.fraud = fraud;
    }
}
