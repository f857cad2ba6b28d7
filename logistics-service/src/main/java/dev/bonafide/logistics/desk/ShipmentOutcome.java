package dev.bonafide.logistics.desk;

import dev.bonafide.logistics.shipment.Decision.Refused;
import dev.bonafide.logistics.store.ShipmentRecord;
import dev.bonafide.logistics.tracking.TrackingView;

/** What came of a wish about a shipment, with all that an answer needs. */
public sealed interface ShipmentOutcome {

    /** Done now, or done before; {@code fresh} tells which. */
    record Done(Detail detail, boolean fresh) implements ShipmentOutcome {}

    /** The rules do not have it. */
    record NotDone(Refused refused) implements ShipmentOutcome {}

    /** Parcels cannot be sent with that carrier here. */
    record CarrierNotOffered(String carrier) implements ShipmentOutcome {}

    /** The shipment is not as the caller saw it. */
    record Stale(long current) implements ShipmentOutcome {}

    /** A shipment with its path. */
    record Detail(ShipmentRecord record, TrackingView view) {}
}
