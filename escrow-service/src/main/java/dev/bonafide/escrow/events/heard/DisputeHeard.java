package dev.bonafide.escrow.events.heard;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What we read on {@code dispute.disputes}. */
public interface DisputeHeard {

    /**
     * A party disputes an order; the right counts from {@code openedAt}.
     *
     * @param milestone the one it is about, by number; null if it is about all that is still held
     */
    record OpenedV1(UUID disputeId, UUID orderId, @Nullable Integer milestone, Reason reason, Instant openedAt) {}

    /** What is claimed. */
    enum Reason {
        /** Not received. */
        INR,
        /** Significantly not as described. */
        SNAD,
        DAMAGED,
        COUNTERFEIT,
        WRONG_ITEM,
        MISSING_PARTS,
        /** By the seller: nothing came back by a return. */
        EMPTY_RETURN,
        /** By the seller: something else came back. */
        SWAPPED_RETURN,
        OTHER
    }

    /** Who is to have the money; with a plan it moves by its steps. */
    record RuledV1(
            UUID disputeId,
            UUID orderId,
            UUID rulingId,
            Outcome outcome,
            @Nullable Integer planVersion) {}

    /** A step of a plan is due. */
    record StepDueV1(
            UUID disputeId,
            UUID orderId,
            UUID rulingId,
            UUID stepId,
            String step,
            int planVersion,
            @Nullable List<LegV1> legs) {}

    /** Whose how much of the money is. */
    record LegV1(Party party, Money amount) {
        /** Who has a leg. */
        public enum Party {
            BUYER,
            SELLER,
            PLATFORM
        }
    }

    /** The party that is to have the money. */
    enum Outcome {
        BUYER,
        SELLER
    }
}
