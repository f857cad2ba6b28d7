package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a service costs: a share of the price of the item, rounded half to even, and then kept within two bounds. Bounds
 * that are the same make it a flat price.
 *
 * @param paidBy who bears it
 * @param basisPoints the share; 100 is 1 %
 * @param atLeast the lowest price of the service; its currency is the only one it is offered in
 * @param atMost the highest price of the service; null for none
 */
public record ServicePrice(
        Payer paidBy,
        int basisPoints,
        Money atLeast,
        @Nullable Money atMost) {

    /** Refuses a share below nothing or above the price, and bounds that exclude each other. */
    public ServicePrice {
        FeeSchedule.requireShare("basisPoints", basisPoints);
        if (atMost != null && atLeast.isMoreThan(atMost)) {
            throw new IllegalArgumentException("atMost: " + atMost + " (expected: at least " + atLeast + ")");
        }
    }

    /** Whether the service has a price for items of this price: it has none in another currency. */
    boolean isOfferedAt(Money price) {
        return price.currency().equals(atLeast.currency());
    }

    /** What the service costs for an item of this price. */
    Money of(Money price) {
        var share = price.shareHalfEven(basisPoints).max(atLeast);
        return atMost == null ? share : share.min(atMost);
    }
}
