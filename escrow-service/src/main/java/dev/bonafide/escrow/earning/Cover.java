package dev.bonafide.escrow.earning;

import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where an amount that is taken from a seller comes from. The three add up to it.
 *
 * @param seller from what the seller could be paid out
 * @param reserve from what is kept of the seller's earnings
 * @param receivable what the earnings do not cover: the seller owes it
 */
public record Cover(Money seller, Money reserve, Money receivable) {

    /** What the seller has that an amount can be taken from. */
    public record Sources(Money payableOfTheOrder, Money reserveOfTheOrder, Money otherPayable, Money otherReserve) {
        /** What is left of what the order has brought. */
        public Money ofTheOrder() {
            return payableOfTheOrder.plus(reserveOfTheOrder);
        }
    }

    /** Takes from the sale itself first, then from what is payable, then from the reserve. */
    public static Cover of(Money amount, Sources sources) {
        var left = amount;
        var payable = left.min(sources.payableOfTheOrder());
        left = left.minus(payable);
        var reserve = left.min(sources.reserveOfTheOrder());
        left = left.minus(reserve);
        var otherPayable = left.min(sources.otherPayable());
        left = left.minus(otherPayable);
        var otherReserve = left.min(sources.otherReserve());
        left = left.minus(otherReserve);
        return new Cover(payable.plus(otherPayable), reserve.plus(otherReserve), left);
    }

    /** What the seller's earnings cover. */
    public Money covered() {
        return seller.plus(reserve);
    }

    /** The parts to book, those of nothing left out; TOTAL is for the caller to add. */
    public Map<Part, Money> parts() {
        var parts = new EnumMap<Part, Money>(Part.class);
        put(parts, Part.SELLER, seller);
        put(parts, Part.RESERVE, reserve);
        put(parts, Part.RECEIVABLE, receivable);
        return parts;
    }

    private static void put(Map<Part, Money> parts, Part part, Money amount) {
        if (amount.isPositive()) {
            parts.put(part, amount);
        }
    }
}
