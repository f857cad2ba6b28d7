package dev.bonafide.escrow.order;

import dev.bonafide.escrow.settlement.Legs;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** How far a milestone is. */
public sealed interface MilestoneState {

    /** Who has accepted it. */
    enum AcceptedBy {
        BUYER,
        /** Nobody has spoken until its deadline. */
        TIMER
    }

    /** Its money is held. */
    sealed interface Open extends MilestoneState {}

    /** The seller has not said yet that it is done. */
    record Awaited() implements Open {}

    /** The buyer may accept or dispute it until it is accepted by silence. */
    record Delivered(Instant deliveredAt, Instant autoConfirmAt) implements Open {

        Delivered later(Duration stoodStill) {
            return new Delivered(deliveredAt, autoConfirmAt.plus(stoodStill));
        }
    }

    /**
     * A dispute is about it alone: no word and no deadline moves its money, only a ruling.
     *
     * @param before where it stood when its clock stopped
     */
    record Frozen(Standstill standstill, Delivered before) implements Open {

        /** The dispute. */
        public UUID dispute() {
            return standstill.cause();
        }

        Frozen with(Standstill other) {
            return new Frozen(other, before);
        }

        /** The dispute has ended without a ruling: the clock goes on, with the time that it had left, from that moment. */
        Delivered resume(Instant from) {
            return before.later(Duration.between(standstill.since(), from));
        }
    }

    /**
     * Its part of the price is the seller's.
     *
     * @param at when it was accepted; by silence at its deadline, whenever that was noticed
     */
    record Released(AcceptedBy by, Instant at) implements MilestoneState {}

    /** It was not delivered in time, and its part of the price is the buyer's again. */
    record Refunded() implements MilestoneState {}

    /**
     * A dispute about it was decided.
     *
     * @param legs who has how much of it, before the seller's fee
     */
    record Ruled(UUID dispute, UUID ruling, Legs legs) implements MilestoneState {}
}
