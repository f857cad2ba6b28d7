package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;

/**
 * The conditions under which new orders are placed today.
 *
 * @param version of the windows
 */
public record TermsPolicy(String version, FeeSchedule fees, Windows windows) {

    /** The terms of an order at this price, which must be more than nothing. */
    public Terms termsFor(Money price) {
        return new Terms(version, fees.version(), price, fees.buyerFee(price), fees.sellerFee(price), windows);
    }
}
