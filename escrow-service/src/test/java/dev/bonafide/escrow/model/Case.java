package dev.bonafide.escrow.model;

/** What the buyer's bank has pulled back of a payment. */
final class Case {
    final long amount;
    final boolean fraud;
    boolean open = true;
    /** The bank has left it with the buyer, and it is not booked before it is known what came of a refund. */
    boolean decided;

    boolean won;
    /** Whether what was held for the order stands still for it. */
    boolean held;

    Case(long amount, boolean fraud) {
        this.amount = amount;
        this.fraud = fraud;
    }
}
