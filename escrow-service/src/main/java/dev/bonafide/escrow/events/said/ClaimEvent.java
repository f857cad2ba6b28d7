package dev.bonafide.escrow.events.said;

import java.time.Instant;
import java.util.UUID;

/** What this service says about what a seller owes because of an order, on topic {@value #TOPIC} under the order's id. */
public sealed interface ClaimEvent {
    /** Where all of them are said. */
    String TOPIC = OrderEvent.TOPIC;

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case ReceivableRecoveredV1 _ -> "ReceivableRecovered.v1";
                };
    }

    /**
     * Something of what a seller owed because of this order was taken from a later sale.
     *
     * @param favour who has it now: PLATFORM or POOL
     * @param causeId of the ruling, chargeback or advance it was owed for
     * @param openMinor what is still owed for it; zero when all is repaid
     */
    record ReceivableRecoveredV1(
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            UUID receivableId,
            String favour,
            UUID causeId,
            long recoveredMinor,
            long openMinor,
            String currency,
            Instant at)
            implements ClaimEvent {}
}
