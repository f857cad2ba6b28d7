package dev.bonafide.escrow.events.said;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service says about sellers' money, on topic {@value #TOPIC} under the seller's id. */
public sealed interface SellerEvent {
    /** Where all of them are said. */
    String TOPIC = "escrow.payouts";

    UUID sellerId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case ReserveChangedV1 _ -> "ReserveChanged.v1";
                    case PayoutInitiatedV1 _ -> "PayoutInitiated.v1";
                    case PayoutSettledV1 _ -> "PayoutSettled.v1";
                    case PayoutFailedV1 _ -> "PayoutFailed.v1";
                };
    }

    /**
     * Some of a seller's earnings is kept against losses, or no longer.
     *
     * @param lotId of the earnings that are kept
     * @param until when it is given back, while it is kept
     */
    record ReserveChangedV1(
            UUID sellerId,
            UUID lotId,
            UUID orderId,
            Change change,
            Money amount,
            @Nullable Instant until,
            String policyVersion,
            Instant at)
            implements SellerEvent {

        /** What happened to it. */
        public enum Change {
            KEPT,
            /** Its time is over: the seller may have it. */
            RETURNED,
            /** A loss was taken from it. */
            TAKEN
        }
    }

    /** Earnings are on their way to the seller's bank. */
    record PayoutInitiatedV1(UUID sellerId, UUID payoutId, Money amount, Trigger trigger, Instant at)
            implements SellerEvent {

        /** What began it. */
        public enum Trigger {
            SELLER,
            SCHEDULE
        }
    }

    /** The seller has the money, by the provider's word. */
    record PayoutSettledV1(UUID sellerId, UUID payoutId, Money amount, Instant at) implements SellerEvent {}

    /** The seller could not be paid; the earnings are the seller's to ask for again. */
    record PayoutFailedV1(UUID sellerId, UUID payoutId, Money amount, String code, Instant at)
            implements SellerEvent {}
}
