package dev.bonafide.escrow.settlement;

import dev.bonafide.kit.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares of an amount by weights that are amounts themselves: they sum to just the amount, by largest remainder. */
final class Shares {
    private Shares() {}

    /** One share per weight; the units left over go to the largest remainders, earlier ones first among equals. */
    static List<Money> byWeight(Money amount, List<Money> weights) {
        var whole = weights.stream()
                .map(weight -> BigInteger.valueOf(weight.amountMinor()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (whole.signum() <= 0) {
            throw new IllegalArgumentException("weights: " + weights + " (expected: more than nothing together)");
        }
        var remainders = new ArrayList<BigInteger>();
        var shares = new long[weights.size()];
        var left = amount.amountMinor();
        for (int i = 0; i < shares.length; i++) {
            var share = BigInteger.valueOf(amount.amountMinor())
                    .multiply(BigInteger.valueOf(weights.get(i).amountMinor()))
                    .divideAndRemainder(whole);
            shares[i] = share[0].longValueExact();
            remainders.add(share[1]);
            left -= shares[i];
        }
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(left)
                .forEach(i -> shares[i]++);
        return IntStream.range(0, shares.length)
                .mapToObj(i -> new Money(shares[i], amount.currency()))
                .toList();
    }

    /** The share of a part of a whole, the rest being the other; a tie goes to the part. */
    static Money of(Money amount, Money part, Money whole) {
        return byWeight(amount, List.of(part, whole.minus(part))).getFirst();
    }
}
