package dev.bonafide.escrow.ruling;

import dev.bonafide.escrow.indemnity.Source;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the money of one ruling is. Each state is written down before anything else happens. */
public sealed interface RulingMoney {

    /** What was asked for. */
    Ask ask();

    /** What is held for the order at that moment; nothing if the order has ended. */
    Money held();

    /**
     * What a ruling wants done with the money of an order.
     *
     * @param planVersion of the plan that carries the ruling out; a refused plan is followed by the next
     * @param counted what the ruling takes to be held; null if it leaves that to us
     */
    record Ask(
            UUID rulingId,
            UUID disputeId,
            UUID orderId,
            int planVersion,
            Ruling outcome,
            @Nullable Money counted) {}

    /**
     * It cannot be done so.
     *
     * @param left what the buyer may still have back
     * @param by who has made the rest of the loss good; null if nobody has
     */
    record Refused(
            Ask ask,
            Money held,
            Money left,
            Refusal refusal,
            @Nullable Source by) implements RulingMoney {}

    /** The money is this ruling's, in these legs, and waits to be moved. */
    record Fixed(Ask ask, Money held, Legs legs) implements RulingMoney {}

    /**
     * The money has moved, by these entries. Final.
     *
     * @param fixed who was to have how much
     * @param legs who has how much of it by this ruling and those before it, as the ledger has it, see {@link Given}
     */
    record Settled(Ask ask, Money held, Legs fixed, Legs legs, List<UUID> entryIds) implements RulingMoney {}

    /** Why the money cannot be fixed or moved. */
    enum Refusal {
        /** The legs do not come to what is held. */
        HELD_DIFFERS,
        /** The buyer has had the loss made good, or more of it than the legs leave. */
        ALREADY_INDEMNIFIED,
        /** Another ruling has the money. */
        OTHER_RULING,
        /** Another dispute has frozen it. */
        OTHER_DISPUTE,
        /** Nothing is frozen, and no ruling of this dispute has ended the order. */
        NOT_FROZEN,
        /** It must be fixed before it is moved, and for the same plan. */
        NOT_FIXED
    }
}
