package dev.bonafide.escrow.ruling;

import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.ReturnState.Retained;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;

/**
 * What new entries have to move when a later ruling decides otherwise than the one that has ended the order. Old entries stay.
 *
 * @param toBuyer what the buyer is to have beyond what they got
 * @param fromSeller what of it the seller has got by the earlier ruling; the rest is what the platform has kept
 * @param toSeller what the seller is to have beyond what they got; the buyer keeps theirs, so the platform bears it
 */
public record Correction(Money toBuyer, Money fromSeller, Money toSeller) {

    /**
     * The difference between what the sides have of a hold and what a later ruling gives them.
     *
     * @param left what the buyer may still have back at most
     */
    public static Correction of(Hold hold, Given before, Legs after, Money left) {
        var got = before.seller();
        var due = seller(hold, after);
        var toBuyer = above(after.buyer(), before.legs().buyer()).min(left);
        return new Correction(toBuyer, above(got, due).min(toBuyer), above(due, got));
    }

    /**
     * The difference between a release and an item that has come back without a reason.
     *
     * @param retained what of the money does not go back to the buyer
     * @param left what the buyer may still have back at most
     */
    public static Correction ofReturn(Hold hold, Retained retained, Money left) {
        var after = Settlement.returned(hold.returned(), retained.bySeller(), retained.freight());
        var got = seller(hold, Settlement.release(hold));
        var due = seller(hold.returned(), after);
        var toBuyer = after.buyer().min(left);
        return new Correction(toBuyer, above(got, due).min(toBuyer), Money.zero(left.currency()));
    }

    /** What the platform gives back of the fees it has kept. */
    public Money fromPlatform() {
        return toBuyer.minus(fromSeller);
    }

    private static Money seller(Hold hold, Legs legs) {
        return Settlement.settle(hold, legs, Money.zero(hold.total().currency()))
                .part(Part.SELLER);
    }

    private static Money above(Money amount, Money other) {
        return amount.minus(amount.min(other));
    }
}
