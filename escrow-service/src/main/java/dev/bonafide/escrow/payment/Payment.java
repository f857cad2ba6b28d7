package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try of a buyer to pay an order.
 *
 * @param reference what the provider calls it, once it has heard of it
 * @param declineCode why the provider said no, if it did
 * @param script what the sandbox's provider shall do; real providers never see it
 * @param part which part of a plan it pays; null for a payment in full
 */
public record Payment(
        UUID id,
        UUID orderId,
        PaymentMethod method,
        Money amount,
        Status status,
        @Nullable String reference,
        @Nullable String declineCode,
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

    /** A payment in full. */
    public Payment(
            UUID id,
            UUID orderId,
            PaymentMethod method,
            Money amount,
            Status status,
            @Nullable String reference,
            @Nullable String declineCode,
            @Nullable String script,
            Instant askedAt) {
        this(id, orderId, method, amount, status, reference, declineCode, script, askedAt, null);
    }

    /** How far the payment is. */
    public enum Status {
        /** The provider has not said what came of it. */
        PENDING,
        /** The money is held for the order. */
        SUCCEEDED,
        DECLINED,
        /** The money came, the order could not use it, and it is on its way back. */
        RETURNING,
        /** The money came, the order could not use it, and the buyer has it back. */
        RETURNED,
        /** The provider tells another amount than was asked for; a person looks into it. */
        PARKED
    }
}
