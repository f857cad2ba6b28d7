package dev.bonafide.escrow.events.heard;

import java.time.Instant;
import java.util.UUID;

/** What we read on {@code logistics.shipments}. */
public interface ShipmentHeard {

    /** The seller has named carrier and tracking number. */
    record CreatedV1(UUID shipmentId, UUID orderId) {}

    /** The carrier has scanned the parcel for the first time. */
    record DispatchedV1(UUID shipmentId, UUID orderId, long revision) {}

    /** The carrier has handed the parcel over. */
    record DeliveredV1(UUID shipmentId, UUID orderId, Instant deliveredAt, long revision) {}

    /** The carrier takes back that it has handed the parcel over. */
    record DeliveryRevokedV1(UUID shipmentId, UUID orderId, long revision) {}
}
