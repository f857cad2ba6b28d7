package dev.bonafide.escrow.earning;

import dev.bonafide.kit.money.Money;

/**
 * What a seller has in one currency.
 *
 * @param available may be paid out now
 * @param pending may be paid out when its delay is over
 * @param blocked kept by something such as a dispute
 * @param reserved kept against losses, for a time
 * @param inTransit on its way to the seller's bank
 * @param owed what the seller owes; repaid from later sales before anything is paid out
 */
public record SellerBalance(
        Money available, Money pending, Money blocked, Money reserved, Money inTransit, Money owed) {

    /** What has been earned and not been paid out. */
    public Money earned() {
        return available.plus(pending).plus(blocked).plus(reserved);
    }
}
