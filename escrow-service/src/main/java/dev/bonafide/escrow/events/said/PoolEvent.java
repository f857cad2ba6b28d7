package dev.bonafide.escrow.events.said;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the compensation pool answers to an approved advance, on topic {@value #TOPIC} under the order's id. */
public sealed interface PoolEvent {
    /** Where all of them are said. */
    String TOPIC = OrderEvent.TOPIC;

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case PaymentMadeV1 _ -> "PoolPaymentMade.v1";
                    case PaymentRefusedV1 _ -> "PoolPaymentRefused.v1";
                };
    }

    /** The buyer is being paid from the pool, and the seller owes it. Said again for the same advance asked for again. */
    record PaymentMadeV1(
            UUID advanceId, UUID disputeId, UUID orderId, UUID buyerId, UUID sellerId, Money amount, Instant at)
            implements PoolEvent {}

    /** The pool does not pay, for all these reasons. Said again for the same advance asked for again. */
    record PaymentRefusedV1(
            UUID advanceId,
            UUID disputeId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            Money amount,
            List<String> codes,
            Instant at)
            implements PoolEvent {}
}
