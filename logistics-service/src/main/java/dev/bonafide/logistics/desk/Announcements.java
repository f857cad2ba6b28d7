package dev.bonafide.logistics.desk;

import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.logistics.events.ShipmentEvent;
import dev.bonafide.logistics.events.ShipmentEvent.CreatedV1;
import dev.bonafide.logistics.events.ShipmentEvent.DeliveredV1;
import dev.bonafide.logistics.events.ShipmentEvent.DispatchedV1;
import dev.bonafide.logistics.events.ShipmentEvent.TrackingUpdatedV1;
import dev.bonafide.logistics.events.ShipmentEvent.TrackingUpdatedV1.Current;
import dev.bonafide.logistics.secrecy.DataKey;
import dev.bonafide.logistics.shipment.Shipment.Cancelled;
import dev.bonafide.logistics.shipment.Shipment.Facts;
import dev.bonafide.logistics.store.ShipmentRecord;
import dev.bonafide.logistics.tracking.TrackingView.Line;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Puts what has happened to a parcel into words for other services. The tracking number itself is never among them. */
@ApplicationScoped
class Announcements {

    private static final int TAIL_LENGTH = 4;

    private final DataKey dataKey;

    Announcements(DataKey dataKey) {
        this.dataKey = dataKey;
    }

    OutgoingEvent created(ShipmentRecord record, Instant now) {
        Facts facts = record.shipment().facts();
        return outgoing(new CreatedV1(
                facts.shipmentId(),
                facts.orderId(),
                facts.buyerId(),
                facts.sellerId(),
                facts.carrier(),
                dataKey.hash(facts.carrier() + "|" + facts.number()),
                tail(facts.number()),
                now,
                record.revision()));
    }

    OutgoingEvent dispatched(ShipmentRecord record, Line firstScan, Instant now) {
        Facts facts = record.shipment().facts();
        return outgoing(new DispatchedV1(
                facts.shipmentId(),
                facts.orderId(),
                facts.buyerId(),
                facts.sellerId(),
                facts.carrier(),
                firstScan.at(),
                firstScan.city(),
                record.revision(),
                now));
    }

    OutgoingEvent tracking(ShipmentRecord record, Line current, Instant now) {
        return tracking(
                record, new Current(current.code().name(), current.rawCode(), current.at(), current.city()), now);
    }

    /** A parcel that was called off has no word of its carrier to show for it, only ours. */
    OutgoingEvent cancelled(ShipmentRecord record, Cancelled cancelled, Instant now) {
        return tracking(record, new Current("CANCELLED", "BY_" + cancelled.by(), cancelled.at(), null), now);
    }

    OutgoingEvent delivered(ShipmentRecord record, Line delivered, Instant now) {
        Facts facts = record.shipment().facts();
        return outgoing(new DeliveredV1(
                facts.shipmentId(),
                facts.orderId(),
                facts.buyerId(),
                facts.sellerId(),
                delivered.at(),
                delivered.city(),
                delivered.proof(),
                record.revision(),
                now));
    }

    private static OutgoingEvent tracking(ShipmentRecord record, Current current, Instant now) {
        Facts facts = record.shipment().facts();
        return outgoing(new TrackingUpdatedV1(
                facts.shipmentId(),
                facts.orderId(),
                facts.buyerId(),
                facts.sellerId(),
                record.shipment().stage(),
                current,
                record.revision(),
                now));
    }

    private static OutgoingEvent outgoing(ShipmentEvent event) {
        return new OutgoingEvent(ShipmentEvent.TOPIC, event.shipmentId(), event.type(), event, event.at());
    }

    private static String tail(String number) {
        String letters = number.replaceAll("[^A-Za-z0-9]", "");
        return letters.substring(Math.max(0, letters.length() - TAIL_LENGTH));
    }
}
