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

    /** Minor units by which it makes debits exceed credits: below zero on the credit side. */
    public long debitMinor() {
        return switch (side) {
            case DEBIT -> amount.amountMinor();
            case CREDIT -> Math.negateExact(amount.amountMinor());
        };
    }
}
