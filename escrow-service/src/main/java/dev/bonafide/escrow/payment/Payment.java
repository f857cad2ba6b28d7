package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try of a buyer to pay an order.
 *
 * @param capture whether the money is asked for at once, or reserved first
 * @param reference what the provider calls it, once it has heard of it
 * @param actionUrl where the buyer has to do something first, such as 3-D Secure
 * @param declineCode why the provider said no, if it did
 * @param authorisedUntil when a reservation lapses, once there is one
 * @param script what the sandbox's provider shall do; real providers never see it
 * @param part which part of a plan it pays; null for a payment in full
 */
public record Payment(
        UUID id,
        UUID orderId,
        PaymentMethod method,
        Capture capture,
        Money amount,
        Status status,
        @Nullable String reference,
        @Nullable String actionUrl,
        @Nullable String declineCode,
        @Nullable Instant authorisedUntil,
        @Nullable String script,
        Instant askedAt,
        @Nullable PlanPart part) {

    /**
     * A part of an instalment plan.
     *
     * @param number from 1
     * @param mandate what the provider calls the buyer's agreement to be charged again; null where the buyer pays themselves
     */
    public record PlanPart(
            UUID planId, int number, @Nullable String mandate) {}

    /** How far the payment is. */
    public enum Status {
        /** The provider has not said what came of it. */
        PENDING,
        /** The amount is reserved at the buyer and has not moved. */
        AUTHORISED,
        /** What is reserved is being taken. */
        CAPTURING,
        /** The money is held for the order. */
        SUCCEEDED,
        DECLINED,
        /** What is reserved is being given free. */
        RELEASING,
        /** Nothing is reserved any more, and nothing has moved. */
        RELEASED,
        /** The money came, the order could not use it, and it is on its way back. */
        RETURNING,
        /** The money came, the order could not use it, and the buyer has it back. */
        RETURNED,
        /** The provider tells what cannot simply go back, such as another currency; a person looks into it. */
        PARKED;

        /** Whether it may still take the buyer's money for the order; then there is no second one. */
        public boolean isOpen() {
            return switch (this) {
                case PENDING, AUTHORISED, CAPTURING -> true;
                case SUCCEEDED, DECLINED, RELEASING, RELEASED, RETURNING, RETURNED, PARKED -> false;
            };
        }

        /** Whether something has been asked of the provider and its word is awaited. */
        public boolean isUndecided() {
            return switch (this) {
                case PENDING, CAPTURING, RELEASING -> true;
                case AUTHORISED, SUCCEEDED, DECLINED, RELEASED, RETURNING, RETURNED, PARKED -> false;
            };
        }
    }

    /** A payment nobody has been asked for yet. */
    public static Payment begun(
            UUID id,
            UUID orderId,
            PaymentMethod method,
            Capture capture,
            Money amount,
            @Nullable String script,
            Instant now) {
        return new Payment(
                id, orderId, method, capture, amount, Status.PENDING, null, null, null, null, script, now, null);
    }

    /** A payment of a part of a plan that nobody has been asked for yet. */
    public static Payment begun(
            UUID id,
            UUID orderId,
            PaymentMethod method,
            Money amount,
            @Nullable String script,
            Instant now,
            PlanPart part) {
        return new Payment(
                id,
                orderId,
                method,
                Capture.AT_ONCE,
                amount,
                Status.PENDING,
                null,
                null,
                null,
                null,
                script,
                now,
                part);
    }
}
