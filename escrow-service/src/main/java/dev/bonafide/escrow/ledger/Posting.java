package dev.bonafide.escrow.ledger;

import dev.bonafide.kit.money.Money;

/** One side of an entry. Which way money flows is said by the side, never by a sign; nothing is never posted. */
public record Posting(Account account, Side side, Money amount) {

    /** The two sides of an account. */
    public enum Side {
        DEBIT,
        CREDIT
    }

    /** Refuses an amount of nothing. */
    public Posting {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: > 0)");
        }
    }
}
