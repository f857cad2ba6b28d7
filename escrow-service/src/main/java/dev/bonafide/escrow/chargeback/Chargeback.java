package dev.bonafide.escrow.chargeback;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the buyer's bank has pulled back, wholly or in part.
 *
 * @param reference what the provider calls it
 * @param reason the bank's, as the provider tells it
 * @param dueBy until when the bank takes evidence
 * @param frozen what of that sale could be kept from moving
 * @param evidence what was handed in, JSON; null until then
 */
public record Chargeback(
        UUID id,
        String provider,
        String reference,
        UUID paymentId,
        UUID orderId,
        Money amount,
        String reason,
        Instant openedAt,
        Instant dueBy,
        Status status,
        Frozen frozen,
        @Nullable String evidence,
        @Nullable Instant contestedAt,
        @Nullable Instant closedAt) {

    /** How far the case is. */
    public enum Status {
        /** Nothing has been handed in yet. */
        OPEN,
        /** The bank has our evidence. */
        CONTESTED,
        /**
         * The bank has left it with the buyer, to whom a refund of the same payment is under way: what the decision means is booked when
         * it is known what came of that.
         */
        DECIDED,
        /** The money is ours again. */
        WON,
        /** The money stays with the buyer. */
        LOST;

        /** Whether it is open who has the money. */
        public boolean isOpen() {
            return switch (this) {
                case OPEN, CONTESTED, DECIDED -> true;
                case WON, LOST -> false;
            };
        }
    }

    /** What could be kept from moving until the bank has decided. */
    public enum Frozen {
        /** What is held for the order. */
        HELD,
        /** What the seller has earned by the order. */
        EARNINGS,
        /** Nothing: there is nothing left of it, or it is somebody else's already. */
        NOTHING
    }
}
