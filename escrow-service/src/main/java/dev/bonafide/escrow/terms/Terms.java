package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;

/**
 * What both sides agreed to. Copied into the order, so a later change of policy never reaches an order under way.
 *
 * @param version of the windows
 * @param feeVersion of the fee schedule
 * @param price of the item, more than nothing
 * @param buyerFee paid by the buyer beside the price
 * @param sellerFee kept from the price at release, at most the price
 */
public record Terms(String version, String feeVersion, Money price, Money buyerFee, Money sellerFee, Windows windows) {

    /** Refuses a price of nothing, and a seller's fee above the price. */
    public Terms {
        if (!price.isPositive()) {
            throw new IllegalArgumentException("price: " + price + " (expected: > 0)");
        }
        if (sellerFee.isMoreThan(price)) {
            throw new IllegalArgumentException("sellerFee: " + sellerFee + " (expected: at most " + price + ")");
        }
    }

    /** The same within other windows. */
    public Terms within(Windows others) {
        return new Terms(version, feeVersion, price, buyerFee, sellerFee, others);
    }

    /** What the buyer pays, and what is held: price and buyer's fee. */
    public Money total() {
        return price.plus(buyerFee);
    }

    /** What the seller is owed once the sale has succeeded. */
    public Money sellerAmount() {
        return price.minus(sellerFee);
    }

    /** What the platform keeps of a sale that has succeeded, from both sides. */
    public Money fees() {
        return buyerFee.plus(sellerFee);
    }
}
