package dev.bonafide.escrow.model;

/** Money on its way back to the buyer. */
final class Refund {
    long amount;
    /** The payment that it gives back. */
    final int payment;

    int tries;
    /** Until a bank that has the money has decided. */
    boolean waits;

    boolean byBank;
    /** Whether the provider has given it although the bank had. */
    boolean twice;

    /** Whether what the last try gave is with the provider again. */
    boolean cameBack;

    boolean tryFailed;
    boolean givenUp;
    boolean settled;

    Refund(long amount, int payment, boolean waits) {
        this.amount = amount;
        this.payment = payment;
        this.waits = waits;
        this.tries = waits ? 0 : 1;
    }

    boolean isWaiting(int of) {
        return payment == of && waits && !settled;
    }

    /** The provider was asked and has not said what came of it. */
    boolean isUnderWay(int of) {
        return payment == of && tries > 0 && !waits && !tryFailed && !settled;
    }

    /** Also where the pause after a failure is not over. */
    boolean isFailed() {
        return tryFailed && !settled;
    }

    /** It is no longer the buyer's: a person finds another way, or a bank that has the money decides. */
    void oweAgain(boolean untilABankDecides) {
        settled = false;
        tryFailed = true;
        waits = untilABankDecides;
        givenUp = !untilABankDecides;
    }

    void askAgain() {
        waits = false;
        tries++;
        tryFailed = false;
        givenUp = false;
        cameBack = false;
    }
}
