package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.ReturnState.Awaited;
import dev.bonafide.escrow.order.ReturnState.Over;
import dev.bonafide.escrow.order.ReturnState.Retained;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The buyer sends the item back without a reason. Nothing is accepted meanwhile: the clock of the inspection stands still.
 *
 * @param before the inspection, which goes on if the item is not sent
 * @param since when its clock stopped
 */
public record Returning(
        Agreement agreement, UUID payment, UUID returnId, Inspection before, Instant since, ReturnState state)
        implements Underway {

    /** A return that has just been accepted. */
    static Returning first(Inspection before, UUID returnId, Instant since, Instant acceptedAt) {
        var windows = before.agreement().terms().windows().returns();
        return new Returning(
                before.agreement(),
                before.payment(),
                returnId,
                before,
                since,
                new Awaited(acceptedAt.plus(windows.dispatchWithin())));
    }

    Returning with(ReturnState other) {
        return new Returning(agreement, payment, returnId, before, since, other);
    }

    /** The item was not sent: the inspection goes on with the time that was left. */
    Inspection goOn(Instant now) {
        return before.later(Duration.between(since, now));
    }

    /** The item is the seller's again, or lost on the way to the seller: the money is the buyer's. */
    Ended refund(Retained retained) {
        var legs = Settlement.returned(held(), retained.bySeller(), retained.freight());
        if (legs.buyer().isZero()) {
            throw new IllegalArgumentException("Nothing of " + held().total() + " would go back: " + retained);
        }
        var ground = new RefundGround.Returned(returnId);
        return legs.isDivided()
                ? new PartiallyRefunded(agreement, payment, shipment(), ground, legs)
                : new Refunded(agreement, payment, shipment(), ground);
    }

    /** All of it goes back. */
    Ended refund() {
        return refund(nothingRetained());
    }

    Retained nothingRetained() {
        return retained(null, null);
    }

    Retained retained(@Nullable Money deduction, @Nullable Money freight) {
        return Retained.of(deduction, freight, agreement.terms().price().currency());
    }

    /** What is to come of it as soon as nobody keeps the money from moving; null while it is under way. */
    @Nullable
    Retained over() {
        return state instanceof Over(var retained) ? retained : null;
    }

    /** By when the next thing must have happened; null if nothing is awaited. */
    public @Nullable Instant dueAt() {
        return state.dueAt();
    }

    @Override
    public @Nullable UUID shipment() {
        return before.shipment();
    }

    @Override
    public Returning later(Duration stoodStill) {
        return with(state.later(stoodStill));
    }

    @Override
    public Stage stage() {
        return Stage.RETURNING;
    }
}
