package dev.bonafide.escrow.payment.stripe;

import dev.bonafide.escrow.payment.remote.AskRefusedException;
import dev.bonafide.kit.money.Money;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/**
 * Amounts as Stripe counts them. Its smallest unit is that of ISO 4217 in all but a few currencies; these are converted
 * exactly or refused.
 */
final class StripeAmount {
    /** Digits after the point at Stripe, where ISO 4217 has another number. */
    private static final Map<String, Integer> DIGITS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeAmount() {}

    /** The amount in Stripe's smallest unit. */
    static long of(Money amount) {
        var shift = shift(amount.currency().getCurrencyCode(), amount.currency().getDefaultFractionDigits());
        if (shift >= 0) {
            return Math.multiplyExact(amount.amountMinor(), factor(shift));
        }
        if (amount.amountMinor() % factor(-shift) != 0) {
            throw new AskRefusedException(StripeProvider.NAME, "AMOUNT_NOT_REPRESENTABLE");
        }
        return amount.amountMinor() / factor(-shift);
    }

    /** What an amount at Stripe is worth; an {@link IllegalArgumentException} or {@link ArithmeticException} if nothing. */
    static Money read(long amount, String currency) {
        var one = Money.of(1, currency.toUpperCase(Locale.ROOT));
        var shift = shift(one.currency().getCurrencyCode(), one.currency().getDefaultFractionDigits());
        if (shift <= 0) {
            return new Money(Math.multiplyExact(amount, factor(-shift)), one.currency());
        }
        if (amount % factor(shift) != 0) {
            throw new ArithmeticException("Less than the smallest unit of " + currency);
        }
        return new Money(amount / factor(shift), one.currency());
    }

    /** The currency's code as Stripe writes it. */
    static String currency(Money amount) {
        return amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static int shift(String code, int isoDigits) {
        return DIGITS.getOrDefault(code, isoDigits) - isoDigits;
    }

    private static long factor(int digits) {
        return BigInteger.TEN.pow(digits).longValueExact();
    }
}
