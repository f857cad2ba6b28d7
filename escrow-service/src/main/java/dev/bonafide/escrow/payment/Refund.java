package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
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

    /** Why. */
    public enum Reason {
        BY_BUYER,
        BY_SELLER,
        NOT_SHIPPED,
        NOT_HANDED_OVER,
        NOT_DELIVERED,
        DISPUTE_RULED,
        /** Some of it, by a ruling. */
        PART_RULED,
        /** All of it, because both sides agreed. */
        AGREED,
        /** Some of it, because both sides agreed. */
        PART_AGREED,
        /** The payment came when the order had ended. */
        LATE_PAYMENT,
        /** The order was paid already. */
        PAID_TWICE;

        /** Whether the sale has failed with it; otherwise the seller keeps some of the money. */
        public boolean isOfTheWhole() {
            return switch (this) {
                case PART_RULED, PART_AGREED -> false;
                case BY_BUYER, BY_SELLER, NOT_SHIPPED, NOT_HANDED_OVER, NOT_DELIVERED -> true;
                case DISPUTE_RULED, AGREED -> true;
                case LATE_PAYMENT, PAID_TWICE -> true;
            };
        }
    }

    /** How far it is. */
    public enum Status {
        /** Booked; the provider is asked, and asked again until it has understood. */
        ASKED,
        /** The provider has confirmed it. */
        SETTLED
    }
}
