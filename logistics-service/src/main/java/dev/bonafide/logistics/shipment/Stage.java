package dev.bonafide.logistics.shipment;

/** The stages of a shipment by name, as they stand in rows, events and answers. */
public enum Stage {
    ANNOUNCED,
    LABELLED,
    MOVING,
    AT_PICKUP_POINT,
    DELIVERED,
    RETURNING,
    RETURNED,
    LOST,
    CANCELLED
}
