package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.ReturnState.Awaited;
import dev.bonafide.escrow.order.ReturnState.Over;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The buyer sends an item back without a reason whose money is the seller's by now. Nothing that the sale has brought is paid out
 * meanwhile; what comes of the item decides.
 *
 * @param since when it was accepted
 * @param state how far it is; null if it was not sent in time, and may come all the same
 */
public record LateReturn(
        UUID returnId, Instant since, @Nullable ReturnState state) {

    /** One that has just been accepted. */
    static LateReturn first(UUID returnId, Instant since, Duration dispatchWithin) {
        return new LateReturn(returnId, since, new Awaited(since.plus(dispatchWithin)));
    }

    LateReturn with(ReturnState other) {
        return new LateReturn(returnId, since, other);
    }

    LateReturn notSent() {
        return new LateReturn(returnId, since, null);
    }

    /** Whether nobody knows yet what comes of it. */
    public boolean isUnderWay() {
        return state != null && !(state instanceof Over);
    }

    /** By when the next thing must have happened; null if nothing is awaited. */
    public @Nullable Instant dueAt() {
        return state == null ? null : state.dueAt();
    }
}
