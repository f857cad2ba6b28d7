package dev.bonafide.escrow.terms;

import dev.bonafide.kit.money.Money;

/**
 * What the platform takes for a sale. A share of the price, rounded half to even, so that over many orders neither side
 * gains by the rounding.
 *
 * @param version name of the schedule, pinned to every order placed under it
 * @param buyerFeeBasisPoints paid by the buyer beside the price; 100 is 1 %
 * @param sellerFeeBasisPoints kept from the price at release; 100 is 1 %
 */
public record FeeSchedule(String version, int buyerFeeBasisPoints, int sellerFeeBasisPoints) {

    /** Refuses a fee below nothing or above the price. */
    public FeeSchedule {
        requireShare("buyerFeeBasisPoints", buyerFeeBasisPoints);
        requireShare("sellerFeeBasisPoints", sellerFeeBasisPoints);
    }

    /** The fee the buyer pays beside this price. */
    public Money buyerFee(Money price) {
        return price.shareHalfEven(buyerFeeBasisPoints);
    }

    /** The fee kept from this price when it is released to the seller. */
    public Money sellerFee(Money price) {
        return price.shareHalfEven(sellerFeeBasisPoints);
    }

    private static void requireShare(String name, int basisPoints) {
        if (basisPoints < 0 || basisPoints > Money.WHOLE_BASIS_POINTS) {
            throw new IllegalArgumentException(
                    name + ": " + basisPoints + " (expected: 0 to " + Money.WHOLE_BASIS_POINTS + ")");
        }
    }
}
