package dev.bonafide.kit.money;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Arithmetic on money that has no answer: a fault of the code that asked, which should have compared first. */
public abstract sealed class MoneyException extends ArithmeticException {

    @Serial
    private static final long serialVersionUID = 1;

    private MoneyException(String message, @Nullable Throwable cause) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
    }

    /** The result would be below zero. */
    public static final class BelowZero extends MoneyException {
        @Serial
        private static final long serialVersionUID = 1;

        BelowZero(String message) {
            super(message, null);
        }
    }

    /** The result does not fit into a long of minor units. */
    public static final class Overflow extends MoneyException {
        @Serial
        private static final long serialVersionUID = 1;

        Overflow(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The two amounts are in different currencies. */
    public static final class CurrencyMismatch extends MoneyException {
        @Serial
        private static final long serialVersionUID = 1;

        CurrencyMismatch(String message) {
            super(message, null);
        }
    }
}
