package dev.bonafide.kit.money;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An exact amount in the smallest unit of an ISO 4217 currency, never below zero.
 *
 * <p>Which way money flows is said by the account that is debited, never by a sign. Two currencies never mix: every
 * operation on a pair refuses them with {@link MoneyException.CurrencyMismatch}.
 *
 * @param amountMinor the amount in minor units (fen, cent), zero or more
 * @param currency the ISO 4217 currency
 */
@JsonSerialize(using = MoneyJson.Writer.class)
@JsonDeserialize(using = MoneyJson.Reader.class)
public record Money(long amountMinor, Currency currency) implements Comparable<Money> {

    /** One hundred percent in basis points. */
    public static final int WHOLE_BASIS_POINTS = 10_000;

    private static final BigInteger WHOLE = BigInteger.valueOf(WHOLE_BASIS_POINTS);
    private static final Currency YUAN = Currency.getInstance("CNY");

    /** Refuses an amount below zero with {@link MoneyException.BelowZero}. */
    public Money {
        if (amountMinor < 0) {
            throw new MoneyException.BelowZero("Money cannot be below zero: " + amountMinor + " " + currency);
        }
    }

    /** An amount of Chinese yuan, given in fen. */
    public static Money cny(long fen) {
        return new Money(fen, YUAN);
    }

    /** An amount in the currency of that ISO 4217 code; an unknown code is an {@link IllegalArgumentException}. */
    public static Money of(long amountMinor, String currencyCode) {
        return new Money(amountMinor, Currency.getInstance(currencyCode));
    }

    /** Nothing, in that currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** The sum; beyond the range of a long it is {@link MoneyException.Overflow}. */
    public Money plus(Money other) {
        sameCurrency(other);
        try {
            return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
        } catch (ArithmeticException tooLarge) {
            throw new MoneyException.Overflow(this + " plus " + other + " is too large", tooLarge);
        }
    }

    /** The difference; a result below zero is {@link MoneyException.BelowZero}. */
    public Money minus(Money other) {
        sameCurrency(other);
        if (other.amountMinor > amountMinor) {
            throw new MoneyException.BelowZero(this + " minus " + other + " is below zero");
        }
        return new Money(amountMinor - other.amountMinor, currency);
    }

    /** The amount taken a number of times, zero or more. */
    public Money times(long times) {
        try {
            return new Money(Math.multiplyExact(amountMinor, times), currency);
        } catch (ArithmeticException tooLarge) {
            throw new MoneyException.Overflow(this + " times " + times + " is too large", tooLarge);
        }
    }

    /** Whether this is nothing. */
    public boolean isZero() {
        return amountMinor == 0;
    }

    /** Whether this is more than nothing. */
    public boolean isPositive() {
        return amountMinor > 0;
    }

    /** Whether this is more than the other. */
    public boolean isMoreThan(Money other) {
        return compareTo(other) > 0;
    }

    /** The smaller of the two. */
    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The larger of the two. */
    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Money other) {
        sameCurrency(other);
        return Long.compare(amountMinor, other.amountMinor);
    }

    /**
     * Splits this by weights so that the parts sum to exactly this: everyone gets the whole units of their share, and the
     * units left over go to the largest remainders, earlier weights first among equals.
     *
     * @param weights at least one, none below zero, not all zero
     */
    public List<Money> allocate(int... weights) {
        long total = IntStream.of(weights).asLongStream().sum();
        if (total <= 0 || IntStream.of(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("Weights must be zero or more, and not all zero");
        }
        BigInteger divisor = BigInteger.valueOf(total);
        long[] parts = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = amountMinor;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] share = BigInteger.valueOf(amountMinor)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(divisor);
            parts[i] = share[0].longValueExact();
            remainders[i] = share[1];
            left -= parts[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        List<Money> allocated = new ArrayList<>(parts.length);
        for (long part : parts) {
            allocated.add(new Money(part, currency));
        }
        return List.copyOf(allocated);
    }

    /** A share in basis points (250 is 2.5 %), rounded to the nearest minor unit, a tie to the even one. */
    public Money shareHalfEven(int basisPoints) {
        return share(basisPoints, RoundingMode.HALF_EVEN);
    }

    /** A share in basis points (250 is 2.5 %), any fraction of a minor unit rounded up. */
    public Money shareUp(int basisPoints) {
        return share(basisPoints, RoundingMode.UP);
    }

    /** A share in basis points (250 is 2.5 %), any fraction of a minor unit dropped. */
    public Money shareDown(int basisPoints) {
        return share(basisPoints, RoundingMode.DOWN);
    }

    private Money share(int basisPoints, RoundingMode rounding) {
        if (basisPoints < 0) {
            throw new IllegalArgumentException("Basis points cannot be below zero: " + basisPoints);
        }
        BigInteger exact = BigInteger.valueOf(amountMinor).multiply(BigInteger.valueOf(basisPoints));
        BigDecimal rounded = new BigDecimal(exact).divide(new BigDecimal(WHOLE), 0, rounding);
        try {
            return new Money(rounded.longValueExact(), currency);
        } catch (ArithmeticException tooLarge) {
            throw new MoneyException.Overflow(basisPoints + " basis points of " + this + " is too large", tooLarge);
        }
    }

    private void sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new MoneyException.CurrencyMismatch(
                    "Cannot mix " + currency.getCurrencyCode() + " and " + other.currency.getCurrencyCode());
        }
    }

    /** The amount in minor units and the currency code, for logs and messages of exceptions. */
    @Override
    public String toString() {
        return amountMinor + " " + currency.getCurrencyCode();
    }
}
