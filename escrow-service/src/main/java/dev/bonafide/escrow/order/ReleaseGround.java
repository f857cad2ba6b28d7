package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import java.time.Instant;
import java.util.UUID;

/** Why the seller gets the money. */
public sealed interface ReleaseGround {

    /** The item is as described, by word or by silence. */
    sealed interface Acceptance extends ReleaseGround {}

    /** The buyer said so. */
    record AcceptedByBuyer(Instant at) implements Acceptance {}

    /** The buyer said nothing until the deadline, which is kept to judge disputes that arrive later. */
    record AcceptedByTimer(Instant deadline) implements Acceptance {}

    /** Of an order in milestones the last was accepted, and each of the others before. */
    record LastMilestone(AcceptedBy by, Instant at) implements ReleaseGround {}

    /** A dispute was ruled for the seller. */
    record Ruled(UUID dispute, UUID ruling) implements ReleaseGround {}
}
