package dev.bonafide.escrow.order;

import dev.bonafide.kit.money.Money;
import org.jspecify.annotations.Nullable;

/** How a return has ended, as the logistics service tells it. */
public sealed interface ReturnOutcome {

    /**
     * The item came back as it should.
     *
     * @param deduction what the seller keeps for its condition; null for nothing
     * @param freight of the way back, if the buyer bears it and the platform has paid it; null for nothing
     */
    record Cleared(@Nullable Money deduction, @Nullable Money freight) implements ReturnOutcome {}

    /** The carrier has lost it on the way back, which is the seller's loss. */
    record Lost() implements ReturnOutcome {}

    /** The buyer has not sent it in time. */
    record Expired() implements ReturnOutcome {}
}
