package dev.bonafide.escrow.payment.remote;

import dev.bonafide.kit.money.Money;
import java.math.BigDecimal;

/** Amounts written in yuan, such as {@code 3000.00}. Exact both ways: what has no whole fen is refused, never rounded. */
public final class Yuan {
    private static final int FEN_DIGITS = 2;
    private static final String CODE = "CNY";

    private Yuan() {}

    /** Whether an amount is in yuan at all. */
    public static boolean isYuan(Money amount) {
        return amount.currency().getCurrencyCode().equals(CODE);
    }

    /** The amount in yuan with two decimals. */
    public static String write(Money amount) {
        if (!isYuan(amount)) {
            throw new IllegalArgumentException("Not in yuan: " + amount);
        }
        return BigDecimal.valueOf(amount.amountMinor(), FEN_DIGITS).toPlainString();
    }

    /** The amount that a text says; an {@link IllegalArgumentException} or {@link ArithmeticException} if it says none. */
    public static Money read(String yuan) {
        return Money.cny(fen(yuan));
    }

    /** The amount that a text says, whichever its sign. */
    public static Money readUnsigned(String yuan) {
        return Money.cny(Math.absExact(fen(yuan)));
    }

    private static long fen(String yuan) {
        return new BigDecimal(yuan.strip()).movePointRight(FEN_DIGITS).longValueExact();
    }
}
