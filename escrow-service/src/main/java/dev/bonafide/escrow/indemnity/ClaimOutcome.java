package dev.bonafide.escrow.indemnity;

import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/** What came of a claim. */
public sealed interface ClaimOutcome {

    /** What the buyer may still have back. */
    Money left();

    /** The buyer has so much: what was approved, or what was left of the loss if that was less. */
    record Paid(Money amount, Money left) implements ClaimOutcome {}

    /**
     * Nothing was paid.
     *
     * @param by who has made the loss good; null if nobody has
     */
    record Refused(
            Refusal refusal, Money left, @Nullable Source by) implements ClaimOutcome {}

    /** Why nothing was paid. */
    enum Refusal {
        /** We know the order otherwise, or not at all. */
        ORDER_DIFFERS,
        /** Nobody has paid for the order. */
        NOTHING_LOST,
        /** Nothing of the loss is left, or a ruling is about to make it good. */
        ALREADY_INDEMNIFIED
    }

    /**
     * Decides a claim about an order that is known just so.
     *
     * @param bound what a ruling that is fixed will give the buyer
     * @param room what may go back by the way the order was paid
     */
    static ClaimOutcome of(Claim claim, Indemnity indemnity, Money bound, Money room) {
        if (indemnity.loss().isZero()) {
            return new Refused(Refusal.NOTHING_LOST, indemnity.left(), null);
        }
        var open = indemnity.left().minus(bound.min(indemnity.left()));
        var amount = claim.amount().min(open).min(room);
        if (amount.isPositive()) {
            return new Paid(amount, indemnity.left().minus(amount));
        }
        var by = open.isZero() && indemnity.left().isPositive()
                ? Source.RULING
                : indemnity.by().orElse(null);
        return new Refused(Refusal.ALREADY_INDEMNIFIED, indemnity.left(), by);
    }
}
