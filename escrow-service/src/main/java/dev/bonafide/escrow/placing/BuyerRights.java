package dev.bonafide.escrow.placing;

import dev.bonafide.kit.money.Money;
import java.util.Currency;

/**
 * What a buyer may spend.
 *
 * @param orderTotalMax the highest total of one order
 * @param policyVersion of the rights policy that says so
 */
public record BuyerRights(Money orderTotalMax, String policyVersion) {

    /** The policy version named to an account we have not heard of. */
    public static final String UNKNOWN_ACCOUNT = "L0";

    /** The rights of an account we have not heard of: none. */
    public static BuyerRights none(Currency currency) {
        return new BuyerRights(Money.zero(currency), UNKNOWN_ACCOUNT);
    }

    /** Whether an order of this total is within the rights; a right in another currency is none. */
    public boolean allow(Money total) {
        return total.currency().equals(orderTotalMax.currency()) && !total.isMoreThan(orderTotalMax);
    }
}
