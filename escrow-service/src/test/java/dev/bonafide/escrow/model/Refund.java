package dev.bonafide.escrow.model;

/** Money on its way back to the buyer. */
final class Refund {
    long amount;
    /** The payment that it gives back. */
    final int payment;
    /** None while a bank has the money. */
    int tries;

    boolean byBank;
    boolean tryFailed;
    boolean givenUp;
    boolean settled;

    Refund(long amount, int payment, boolean waits) {
        this.amount = amount;
        this.payment = payment;
        this.tries = waits ? 0 : 1;
    }

    boolean isWaiting(int of) {
        return payment == of && tries == 0 && !settled;
    }

    boolean isFailed() {
        return givenUp && !settled;
    }
}
