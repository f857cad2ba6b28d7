package dev.bonafide.escrow.order;

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

    /** A dispute was ruled for the seller. */
    record Ruled(UUID dispute, UUID ruling) implements ReleaseGround {}
}
