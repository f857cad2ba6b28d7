package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money going back to the buyer by the way it came.
 *
 * @param ofHeldMoney true if it had been held for the order; false for a payment the order could not use, and for money of
 *     the pool
 */
public record Refund(
        UUID id,
        UUID orderId,
        UUID paymentId,
        Money amount,
        Reason reason,
        @Nullable UUID disputeId,
        boolean ofHeldMoney,
        Status status) {

    /** Why. */
    public enum Reason {
        BY_BUYER,
        BY_SELLER,
        NOT_SHIPPED,
        DISPUTE_RULED,
        /** The compensation pool pays, while the money of the order is elsewhere. */
        ADVANCE_COMPENSATION,
        /** The payment came when the order had ended. */
        LATE_PAYMENT,
        /** The order was paid already. */
        PAID_TWICE
    }

    /** How far it is. */
    public enum Status {
        /** Booked; the provider is asked, and asked again until it has understood. */
        ASKED,
        /** The provider has confirmed it. */
        SETTLED
    }
}
