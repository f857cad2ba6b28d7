package dev.bonafide.logistics.store;

import dev.bonafide.logistics.shipment.Shipment;
import dev.bonafide.logistics.tracking.Trip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shipment and what is kept beside it.
 *
 * @param revision counts its changes, from 1
 * @param viewDigest of the view as it was last said
 * @param firstScanAt as it was said that the parcel is dispatched; absent until then
 * @param deliveredAt as it was said that the parcel is delivered; absent until then
 */
public record ShipmentRecord(
        Shipment shipment,
        Trip trip,
        long revision,
        String viewDigest,
        @Nullable Instant firstScanAt,
        @Nullable Instant deliveredAt) {

    /** The next revision, in another stage, showing another view. */
    public ShipmentRecord changed(Shipment next, String digest) {
        return new ShipmentRecord(next, trip, revision + 1, digest, firstScanAt, deliveredAt);
    }

    /** The same, once it was said that the carrier has it. */
    public ShipmentRecord saidDispatched(Instant at) {
        return new ShipmentRecord(shipment, trip, revision, viewDigest, at, deliveredAt);
    }

    /** The same, once it was said that the buyer has it. */
    public ShipmentRecord saidDelivered(Instant at) {
        return new ShipmentRecord(shipment, trip, revision, viewDigest, firstScanAt, at);
    }
}
