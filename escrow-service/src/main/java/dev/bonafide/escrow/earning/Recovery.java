package dev.bonafide.escrow.earning;

import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.kit.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One receivable repaid, wholly or in part, from what the seller has earned.
 *
 * @param payable from what the seller could be paid out, now or later
 * @param reserve from what is kept of the seller's earnings
 */
public record Recovery(Receivable receivable, Money payable, Money reserve) {

    /** What is repaid. */
    public Money total() {
        return payable.plus(reserve);
    }

    /** What is still owed afterwards. */
    public Money openAfter() {
        return receivable.open().minus(total());
    }

    /** The fact that books it. */
    public Occurrence occurrence(UUID recoveryId) {
        return new Occurrence(
                receivable.favour().recovered(),
                receivable.orderId(),
                receivable.sellerId(),
                recoveryId,
                Map.of(Part.TOTAL, total(), Part.SELLER, payable, Part.RESERVE, reserve));
    }

    /**
     * Repays the oldest first, each as far as the earnings go: first from what is payable, and what is kept as a reserve
     * only then.
     *
     * @param oldestFirst what is owed, in one currency
     */
    public static List<Recovery> plan(List<Receivable> oldestFirst, Money payable, Money reserve) {
        var plan = new ArrayList<Recovery>();
        var payableLeft = payable;
        var reserveLeft = reserve;
        for (var receivable : oldestFirst) {
            var fromPayable = receivable.open().min(payableLeft);
            var fromReserve = receivable.open().minus(fromPayable).min(reserveLeft);
            if (fromPayable.isPositive() || fromReserve.isPositive()) {
                plan.add(new Recovery(receivable, fromPayable, fromReserve));
            }
            payableLeft = payableLeft.minus(fromPayable);
            reserveLeft = reserveLeft.minus(fromReserve);
        }
        return List.copyOf(plan);
    }
}
