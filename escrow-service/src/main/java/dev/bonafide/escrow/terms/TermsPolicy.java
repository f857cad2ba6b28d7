package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;
import java.util.Set;

/**
 * The conditions under which new orders are placed at some moment.
 *
 * @param version of the windows
 */
public record TermsPolicy(String version, FeeSchedule fees, Windows windows) {

    /** The terms of an order at this price, which must be more than nothing, without services. */
    public Terms termsFor(Money price) {
        return termsFor(price, Set.of());
    }

    /** The terms of an order at this price with these services, all of which must be offered at it. */
    public Terms termsFor(Money price, Set<Service> services) {
        var refused = fees.notOffered(price, services);
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    "services: " + refused + " (expected: services offered at " + price + ")");
        }
        return new Terms(
                version,
                fees.version(),
                price,
                fees.buyerFee(price),
                fees.sellerFee(price),
                fees.lines(price, services),
                windows);
    }
}
