package dev.bonafide.logistics.events;

import dev.bonafide.logistics.shipment.Stage;
import dev.bonafide.logistics.tracking.Proof;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this service says of parcels, on topic {@value #TOPIC} under the shipment's id. The wire names are spelt by hand, so
 * that renaming a record never breaks a reader.
 */
public sealed interface ShipmentEvent {
    /** Where all of them are said. */
    String TOPIC = "logistics.shipments";

    UUID shipmentId();

    /** When it happened, in business time. */
    Instant at();

    /** The wire name with version. */
    default String type() {
        return "bonafide.logistics."
                + switch (this) {
                    case CreatedV1 _ -> "ShipmentCreated.v1";
                    case DispatchedV1 _ -> "ShipmentDispatched.v1";
                    case TrackingUpdatedV1 _ -> "TrackingUpdated.v1";
                    case DeliveredV1 _ -> "ShipmentDelivered.v1";
                };
    }

    /** The seller has named carrier and number. */
    record CreatedV1(
            UUID shipmentId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            String carrier,
            String numberHash,
            String numberTail,
            Instant at,
            long revision)
            implements ShipmentEvent {}

    /** The carrier has touched the parcel for the first time. */
    record DispatchedV1(
            UUID shipmentId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            String carrier,
            Instant firstScanAt,
            @Nullable String originCity,
            long revision,
            Instant at)
            implements ShipmentEvent {}

    /** Where the parcel is has changed. */
    record TrackingUpdatedV1(
            UUID shipmentId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            Stage stage,
            Current current,
            long revision,
            Instant at)
            implements ShipmentEvent {

        /** What holds now. */
        public record Current(
                String code,
                String rawCode,
                Instant occurredAt,
                @Nullable String city) {}
    }

    /** The buyer has the parcel. */
    record DeliveredV1(
            UUID shipmentId,
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            Instant deliveredAt,
            @Nullable String city,
            Proof proof,
            long revision,
            Instant at)
            implements ShipmentEvent {}
}
