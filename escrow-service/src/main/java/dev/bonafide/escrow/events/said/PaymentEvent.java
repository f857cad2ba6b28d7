package dev.bonafide.escrow.events.said;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/** What this service says about the money of an order on its way, on topic {@value #TOPIC} under the order's id. */
public sealed interface PaymentEvent {
    /** Where all of them are said. */
    String TOPIC = OrderEvent.TOPIC;

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case AuthorisedV1 _ -> "PaymentAuthorised.v1";
                    case ChargebackReceivedV1 _ -> "ChargebackReceived.v1";
                    case ChargebackClosedV1 _ -> "ChargebackClosed.v1";
                };
    }

    /** An amount is reserved at the buyer and has not moved. */
    record AuthorisedV1(
            UUID orderId, UUID paymentId, UUID buyerId, UUID sellerId, Money amount, Instant expiresAt, Instant at)
            implements PaymentEvent {}

    /** The buyer's bank has pulled a payment back; what is still ours of that sale is frozen. */
    record ChargebackReceivedV1(
            UUID orderId,
            UUID chargebackId,
            UUID paymentId,
            UUID buyerId,
            UUID sellerId,
            Money amount,
            String reason,
            String frozen,
            Instant dueBy,
            Instant at)
            implements PaymentEvent {}

    /** The bank has decided. */
    record ChargebackClosedV1(
            UUID orderId,
            UUID chargebackId,
            UUID paymentId,
            UUID buyerId,
            UUID sellerId,
            Money amount,
            boolean won,
            Instant at)
            implements PaymentEvent {}
}
