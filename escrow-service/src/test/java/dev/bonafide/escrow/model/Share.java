package dev.bonafide.escrow.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What is paid for an order, or for one milestone of it, in minor units. */
record Share(long price, long buyerFee, long sellerFee, long warranty) {

    static Share of(Story.Item item) {
        return new Share(
                item.price(),
                part(item.price(), Purse.BUYER_BASIS_POINTS, 10_000, RoundingMode.HALF_EVEN),
                part(item.price(), Purse.SELLER_BASIS_POINTS, 10_000, RoundingMode.HALF_EVEN),
                // One percent, at least nine yuan.
                item.warranty() ? Math.max(900, part(item.price(), 100, 10_000, RoundingMode.HALF_EVEN)) : 0);
    }

    /** The same in milestones of these prices: fees by price, units that are left to the largest remainders. */
    List<Share> inMilestones(List<Long> prices) {
        var buyer = dealt(buyerFee, prices);
        var seller = dealt(sellerFee, prices);
        return IntStream.range(0, prices.size())
                .mapToObj(i -> new Share(prices.get(i), buyer[i], seller[i], 0))
                .toList();
    }

    /** The fee of the seller's leg, which is no dearer than that of the price. */
    long feeOf(long toSeller) {
        return part(sellerFee, Math.min(toSeller, price), price, RoundingMode.HALF_UP);
    }

    long total() {
        return price + buyerFee + warranty;
    }

    Share plus(Share other) {
        return new Share(
                price + other.price, buyerFee + other.buyerFee, sellerFee + other.sellerFee, warranty + other.warranty);
    }

    Share minus(Share other) {
        return new Share(
                price - other.price, buyerFee - other.buyerFee, sellerFee - other.sellerFee, warranty - other.warranty);
    }

    static long part(long amount, long of, long whole, RoundingMode rounding) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(of))
                .divide(BigDecimal.valueOf(whole), 0, rounding)
                .longValueExact();
    }

    private static long[] dealt(long amount, List<Long> prices) {
        var whole = prices.stream().mapToLong(Long::longValue).sum();
        var dealt = prices.stream().mapToLong(price -> amount * price / whole).toArray();
        var byRemainder =
                new ArrayList<>(IntStream.range(0, dealt.length).boxed().toList());
        byRemainder.sort(Comparator.comparing((Integer i) -> -(amount * prices.get(i) % whole)));
        var left = amount - LongStream.of(dealt).sum();
        byRemainder.stream().limit(left).forEach(i -> dealt[i]++);
        return dealt;
    }
}
