package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Order.Inspection;
import java.time.Instant;
import java.util.UUID;

/** Why the seller gets the money. */
public sealed interface ReleaseGround {

    /** The item is as described, by word or by silence. */
    sealed interface Acceptance extends ReleaseGround {
        /** The inspection that it has ended, which is kept to judge disputes that arrive later. */
        Inspection over();

        /** When it was accepted. */
        Instant at();
    }

    /** The buyer said so. */
    record AcceptedByBuyer(Inspection over, Instant at) implements Acceptance {}

    /** The buyer said nothing until the deadline. */
    record AcceptedByTimer(Inspection over) implements Acceptance {
        @Override
        public Instant at() {
            return over.autoConfirmAt();
        }
    }

    /** A dispute was ruled for the seller. */
    record Ruled(UUID dispute, UUID ruling) implements ReleaseGround {}
}
