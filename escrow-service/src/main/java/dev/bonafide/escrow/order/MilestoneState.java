package dev.bonafide.escrow.order;

import java.time.Instant;

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
    record Delivered(Instant deliveredAt, Instant autoConfirmAt) implements Open {}

    /**
     * Its part of the price is the seller's.
     *
     * @param at when it was accepted; by silence at its deadline, whenever that was noticed
     */
    record Released(AcceptedBy by, Instant at) implements MilestoneState {}

    /** It was not delivered in time, and its part of the price is the buyer's again. */
    record Refunded() implements MilestoneState {}
}
