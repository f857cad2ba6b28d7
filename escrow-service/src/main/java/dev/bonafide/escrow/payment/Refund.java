package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money going back to the buyer by the way it came.
 *
 * @param ofHeldMoney true if it had been held for the order; false for a payment the order could not use
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

    /** Whether the other gives back what was held for the same reason: together they are what the buyer hears of. */
    public boolean belongsWith(Refund other) {
        return ofHeldMoney && other.ofHeldMoney && reason == other.reason && Objects.equals(disputeId, other.disputeId);
    }

    /** Why. */
    public enum Reason {
        BY_BUYER,
        BY_SELLER,
        NOT_SHIPPED,
        DISPUTE_RULED,
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
