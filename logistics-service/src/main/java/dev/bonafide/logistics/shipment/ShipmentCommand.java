package dev.bonafide.logistics.shipment;

import dev.bonafide.logistics.tracking.TrackingView.Progress;

/** What someone asks of a shipment, or what its carrier says of it. */
public sealed interface ShipmentCommand {

    /** The seller has mistyped the number; {@code format} is how the carrier's numbers look. */
    record CorrectNumber(String number, NumberFormat format) implements ShipmentCommand {}

    /** The seller does not send it after all, or the order has ended. */
    record Cancel(Shipment.Canceller by) implements ShipmentCommand {}

    /** All that the carrier has said, taken together. */
    record Observe(Progress progress) implements ShipmentCommand {}
}
