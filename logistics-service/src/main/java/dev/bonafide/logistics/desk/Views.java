package dev.bonafide.logistics.desk;

import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.logistics.shipment.Decision.AlreadyDone;
import dev.bonafide.logistics.shipment.Decision.Moved;
import dev.bonafide.logistics.shipment.Decision.Refused;
import dev.bonafide.logistics.shipment.Shipment;
import dev.bonafide.logistics.shipment.Shipment.Cancelled;
import dev.bonafide.logistics.shipment.ShipmentCommand.Observe;
import dev.bonafide.logistics.shipment.ShipmentRules;
import dev.bonafide.logistics.store.Observations;
import dev.bonafide.logistics.store.ShipmentRecord;
import dev.bonafide.logistics.store.Shipments;
import dev.bonafide.logistics.tracking.TrackingView;
import dev.bonafide.logistics.tracking.TrackingView.Line;
import dev.bonafide.logistics.tracking.ViewRules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Brings a shipment up to what is known of its number, and says what has changed by it. */
@ApplicationScoped
public class Views {

    /** The kind of timer that looks again when a scan dated in the future begins to count. */
    public static final String TIMER = "shipment.view";

    private final Observations observations;
    private final Shipments shipments;
    private final Announcements announcements;
    private final Outbox outbox;
    private final Timers timers;

    Views(Observations observations, Shipments shipments, Announcements announcements, Outbox outbox, Timers timers) {
        this.observations = observations;
        this.shipments = shipments;
        this.announcements = announcements;
        this.outbox = outbox;
        this.timers = timers;
    }

    /** The view of the shipment at an instant. */
    Uni<TrackingView> of(Mutiny.Session session, ShipmentRecord record, Instant now) {
        var facts = record.shipment().facts();
        return observations
                .of(session, facts.carrier(), facts.number())
                .map(state -> ViewRules.view(state, record.trip(), now));
    }

    /** Locks the shipment and brings it up to date. */
    Uni<Void> refresh(Mutiny.Session session, UUID shipmentId, Instant now) {
        return shipments
                .lock(session, shipmentId)
                .chain(found -> found.map(
                                record -> refresh(session, record, now).replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Brings a locked shipment up to date. The last to commit has seen every observation that was committed before. */
    Uni<ShipmentRecord> refresh(Mutiny.Session session, ShipmentRecord record, Instant now) {
        return of(session, record, now)
                .chain(view -> lookAgain(session, record, view)
                        .chain(() -> view.digest().equals(record.viewDigest())
                                ? Uni.createFrom().item(record)
                                : changed(session, record, view, now)));
    }

    private Uni<ShipmentRecord> changed(Mutiny.Session session, ShipmentRecord record, TrackingView view, Instant now) {
        ShipmentRecord next = record.changed(stage(record.shipment(), view, now), view.digest());
        List<OutgoingEvent> said = new ArrayList<>();
        if (!(next.shipment() instanceof Cancelled)) {
            next = milestones(next, view, said, now);
        }
        @Nullable Line current = view.current();
        if (current != null) {
            said.add(announcements.tracking(next, current, now));
        }
        ShipmentRecord last = next;
        return shipments
                .save(session, last)
                .chain(() -> outbox.appendAll(session, said))
                .replaceWith(last);
    }

    /** Each is said once; a delivery that is heard of first still says that the carrier had the parcel, and says it first. */
    private ShipmentRecord milestones(ShipmentRecord record, TrackingView view, List<OutgoingEvent> said, Instant now) {
        ShipmentRecord next = record;
        @Nullable Line firstScan = view.firstScan();
        if (next.firstScanAt() == null && firstScan != null) {
            next = next.saidDispatched(firstScan.at());
            said.add(announcements.dispatched(next, firstScan, now));
        }
        @Nullable Line delivered = view.delivered();
        if (next.deliveredAt() == null && delivered != null) {
            next = next.saidDelivered(delivered.at());
            said.add(announcements.delivered(next, delivered, now));
        }
        return next;
    }

    private Uni<Void> lookAgain(Mutiny.Session session, ShipmentRecord record, TrackingView view) {
        @Nullable Instant changesAt = view.changesAt();
        return changesAt == null
                ? Uni.createFrom().voidItem()
                : timers.schedule(session, TIMER, record.shipment().facts().shipmentId(), changesAt);
    }

    private static Shipment stage(Shipment shipment, TrackingView view, Instant now) {
        return switch (ShipmentRules.decide(shipment, new Observe(view.progress()), now)) {
            case Moved(var to) -> to;
            case AlreadyDone(var at) -> at;
            case Refused refused -> throw new IllegalStateException("What is seen cannot be refused: " + refused);
        };
    }
}
