package dev.bonafide.escrow.instalment;

import dev.bonafide.kit.money.Money;
import java.util.Currency;

/**
 * What a buyer owes by all their plans together.
 *
 * @param open everything not paid yet, overdue parts included
 * @param overdue what should have been paid by now
 * @param writtenOff what was given up as lost
 */
public record Debts(Money open, Money overdue, Money writtenOff) {

    /** No debts. */
    public static Debts none(Currency currency) {
        var nothing = Money.zero(currency);
        return new Debts(nothing, nothing, nothing);
    }
}
