package dev.bonafide.escrow.ruling;

import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.Milestones.At;
import dev.bonafide.escrow.settlement.Hold;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the money of a ruling is about. Each matter is ruled about by itself, however many there are of an order. */
public sealed interface Matter {

    /** What is held for it, or was when a ruling divided it. */
    Hold hold();

    /** The milestone it is about; null for the order as a whole. */
    @Nullable
    UUID milestone();

    /** All that is held for the order, or was. */
    record Whole(Hold hold) implements Matter {
        @Override
        public @Nullable UUID milestone() {
            return null;
        }
    }

    /** One milestone, frozen by a dispute of its own or ruled about. */
    record OneMilestone(At at) implements Matter {
        @Override
        public Hold hold() {
            return at.milestone().hold();
        }

        @Override
        public UUID milestone() {
            return at.milestone().id();
        }
    }

    /** One milestone that had been accepted: what it has brought is claimed, and nothing of it is held. */
    record AcceptedMilestone(Milestone accepted) implements Matter {
        @Override
        public Hold hold() {
            return accepted.hold();
        }

        @Override
        public UUID milestone() {
            return accepted.id();
        }
    }
}
