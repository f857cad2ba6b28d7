package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money going back to the buyer by the way it came. A payment may go back in several, never in more than came.
 *
 * @param ofHeldMoney true if it had been held for the order; false for a payment the order could not use
 * @param lastTry the latest time the provider was asked; null while it has not been
 * @param failureCode why it could not be given back, if it could not
 * @param settledBy how the buyer got it; null until then
 */
public record Refund(
        UUID id,
        UUID orderId,
        UUID paymentId,
        Money amount,
        Reason reason,
        @Nullable UUID disputeId,
        boolean ofHeldMoney,
        Status status,
        @Nullable Try lastTry,
        @Nullable String failureCode,
        @Nullable By settledBy) {

    /** Whether the other gives back what was held for the same reason: together they are what the buyer hears of. */
    public boolean belongsWith(Refund other) {
        return ofHeldMoney && other.ofHeldMoney && reason == other.reason && Objects.equals(disputeId, other.disputeId);
    }

    /** Why. */
    public enum Reason {
        BY_BUYER,
        BY_SELLER,
        NOT_SHIPPED,
        NOT_HANDED_OVER,
        NOT_DELIVERED,
        DISPUTE_RULED,
        /** From the compensation pool, while the money of the order is elsewhere. */
        ADVANCE_COMPENSATION,
        /** From the insurer of the parcel. */
        INSURANCE_CLAIM,
        /** From the warranty partner. */
        WARRANTY_CLAIM,
        /** Some of it, by a ruling. */
        PART_RULED,
        /** Some of it, for milestones that were not delivered. */
        PART_NOT_DELIVERED,
        /** All of it, because both sides agreed. */
        AGREED,
        /** Some of it, because both sides agreed. */
        PART_AGREED,
        /** All of it, because the item went back without a reason. */
        RETURNED,
        /** The same, less what its condition or its way has cost. */
        PART_RETURNED,
        /** The payment came when the order had ended. */
        LATE_PAYMENT,
        /** The order was paid already. */
        PAID_TWICE,
        /** Another amount came than was asked for. */
        OTHER_AMOUNT;

        /** Whether somebody else has paid for it, wherever the money of the order is. */
        public boolean isFromOthers() {
            return switch (this) {
                case ADVANCE_COMPENSATION, INSURANCE_CLAIM, WARRANTY_CLAIM -> true;
                case BY_BUYER, BY_SELLER, NOT_SHIPPED, NOT_HANDED_OVER, NOT_DELIVERED -> false;
                case DISPUTE_RULED, AGREED, RETURNED -> false;
                case PART_RULED, PART_NOT_DELIVERED, PART_AGREED, PART_RETURNED -> false;
                case LATE_PAYMENT, PAID_TWICE, OTHER_AMOUNT -> false;
            };
        }

        /** Whether the sale has failed with it; otherwise the seller keeps some of the money. */
        public boolean isOfTheWhole() {
            return switch (this) {
                case PART_RULED, PART_NOT_DELIVERED, PART_AGREED, PART_RETURNED -> false;
                case ADVANCE_COMPENSATION, INSURANCE_CLAIM, WARRANTY_CLAIM -> false;
                case BY_BUYER, BY_SELLER, NOT_SHIPPED, NOT_HANDED_OVER, NOT_DELIVERED -> true;
                case DISPUTE_RULED, AGREED, RETURNED -> true;
                case LATE_PAYMENT, PAID_TWICE, OTHER_AMOUNT -> true;
            };
        }
    }

    /** How far it is. */
    public enum Status {
        /** Booked; the buyer's bank has pulled the payment back, and only one of the two may give it to the buyer. */
        WAITING,
        /** Booked; the provider is asked, and asked again until it has understood. */
        ASKED,
        /** The provider could not give it back, as often as it was asked; finance looks for another way. */
        FAILED,
        /** The buyer has it. */
        SETTLED
    }

    /** How the buyer got the money. */
    public enum By {
        PROVIDER,
        /** The bank had given it to the buyer, and we lost that case. */
        CHARGEBACK,
        /** Finance has transferred it. */
        HAND
    }

    /** What a try has meant by which the provider gave the buyer money. */
    public enum Given {
        /** It has settled the refund. */
        SETTLED,
        /** The buyer had it otherwise. */
        TWICE,
        /** The provider has the money again. */
        CAME_BACK
    }

    /**
     * One time the provider was asked.
     *
     * @param id the provider's idempotency key
     * @param reference what the provider calls it, once it has answered
     * @param failed whether the provider has said that it could not
     */
    public record Try(UUID id, int number, @Nullable String reference, boolean failed) {}

    /** A refund that has just been decided on. */
    public static Refund decided(
            UUID id,
            UUID orderId,
            UUID paymentId,
            Money amount,
            Reason reason,
            @Nullable UUID disputeId,
            boolean ofHeldMoney,
            Status status) {
        return new Refund(id, orderId, paymentId, amount, reason, disputeId, ofHeldMoney, status, null, null, null);
    }

    /** The same of another amount. */
    public Refund of(Money other) {
        return new Refund(
                id, orderId, paymentId, other, reason, disputeId, ofHeldMoney, status, lastTry, failureCode, settledBy);
    }
}
