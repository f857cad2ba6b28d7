package dev.bonafide.logistics.store;

import dev.bonafide.logistics.shipment.Shipment;
import dev.bonafide.logistics.shipment.Shipment.Cancelled;
import dev.bonafide.logistics.shipment.Shipment.Canceller;
import dev.bonafide.logistics.shipment.Shipment.Facts;
import dev.bonafide.logistics.shipment.Stage;
import dev.bonafide.logistics.tracking.TrackingView.Progress;
import dev.bonafide.logistics.tracking.Trip;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Shipments as rows, and the one mapping between a row and a stage. */
@ApplicationScoped
public class Shipments {

    private static final String SELECT = """
            select shipment_id, order_id, buyer_id, seller_id, carrier, number, number_corrected, registered_at,
                   counts_from, destination_city, stage, revision, view_digest, cancelled_by, cancelled_at,
                   first_scan_at, delivered_at
              from shipment""";

    /** The shipment of that id. */
    public Uni<Optional<ShipmentRecord>> find(Mutiny.Session session, UUID shipmentId) {
        return one(session, SELECT + " where shipment_id = :id", shipmentId);
    }

    /** The shipment of that id, which nobody else changes until the transaction ends. */
    public Uni<Optional<ShipmentRecord>> lock(Mutiny.Session session, UUID shipmentId) {
        return one(session, SELECT + " where shipment_id = :id for update", shipmentId);
    }

    /** The order's latest shipment. */
    public Uni<Optional<ShipmentRecord>> latestOf(Mutiny.Session session, UUID orderId) {
        return one(session, SELECT + " where order_id = :id order by shipment_id desc limit 1", orderId);
    }

    /** All shipments of the order, oldest first. */
    public Uni<List<ShipmentRecord>> of(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(SELECT + " where order_id = :order order by shipment_id", Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows ->
                        rows.stream().map(Row::new).map(Shipments::shipment).toList());
    }

    /** The shipments that go by that number, in an order that is always the same. */
    public Uni<List<UUID>> byNumber(Mutiny.Session session, String carrier, String number) {
        return session.createNativeQuery("""
                        select shipment_id from shipment where carrier = :carrier and number = :number
                        order by shipment_id""", UUID.class)
                .setParameter("carrier", carrier)
                .setParameter("number", number)
                .getResultList();
    }

    /** Writes a new shipment. */
    public Uni<Void> add(Mutiny.Session session, ShipmentRecord record) {
        Facts facts = record.shipment().facts();
        return session.createNativeQuery("""
                        insert into shipment (shipment_id, order_id, buyer_id, seller_id, carrier, number, registered_at,
                                              counts_from, destination_city, stage, revision, view_digest)
                        values (:id, :order, :buyer, :seller, :carrier, :number, :registeredAt,
                                :countsFrom, cast(:destination as text), :stage, :revision, :digest)""")
                .setParameter("id", facts.shipmentId())
                .setParameter("order", facts.orderId())
                .setParameter("buyer", facts.buyerId())
                .setParameter("seller", facts.sellerId())
                .setParameter("carrier", facts.carrier())
                .setParameter("number", facts.number())
                .setParameter("registeredAt", facts.registeredAt().atOffset(ZoneOffset.UTC))
                .setParameter("countsFrom", record.trip().countsFrom().atOffset(ZoneOffset.UTC))
                .setParameter("destination", record.trip().destinationCity())
                .setParameter("stage", record.shipment().stage().name())
                .setParameter("revision", record.revision())
                .setParameter("digest", record.viewDigest())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Writes what has changed about a locked shipment. */
    public Uni<Void> save(Mutiny.Session session, ShipmentRecord record) {
        Facts facts = record.shipment().facts();
        @Nullable Cancelled cancelled = record.shipment() instanceof Cancelled at ? at : null;
        return session.createNativeQuery("""
                        update shipment
                           set number = :number, number_corrected = :corrected, stage = :stage, revision = :revision,
                               view_digest = :digest, cancelled_by = cast(:cancelledBy as text),
                               cancelled_at = cast(:cancelledAt as timestamptz),
                               first_scan_at = cast(:firstScanAt as timestamptz),
                               delivered_at = cast(:deliveredAt as timestamptz)
                         where shipment_id = :id""")
                .setParameter("id", facts.shipmentId())
                .setParameter("number", facts.number())
                .setParameter("corrected", facts.numberCorrected())
                .setParameter("stage", record.shipment().stage().name())
                .setParameter("revision", record.revision())
                .setParameter("digest", record.viewDigest())
                .setParameter(
                        "cancelledBy", cancelled == null ? null : cancelled.by().name())
                .setParameter("cancelledAt", utc(cancelled == null ? null : cancelled.at()))
                .setParameter("firstScanAt", utc(record.firstScanAt()))
                .setParameter("deliveredAt", utc(record.deliveredAt()))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Optional<ShipmentRecord>> one(Mutiny.Session session, String query, UUID id) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("id", id)
                .getResultList()
                .map(rows ->
                        rows.stream().map(Row::new).map(Shipments::shipment).findFirst());
    }

    private static ShipmentRecord shipment(Row row) {
        Facts facts = new Facts(
                row.uuid(0),
                row.uuid(1),
                row.uuid(2),
                row.uuid(3),
                row.text(4),
                row.text(5),
                row.truth(6),
                row.instant(7));
        return new ShipmentRecord(
                stage(facts, row),
                new Trip(row.instant(8), row.maybeText(9)),
                row.whole(11),
                row.text(12),
                row.maybeInstant(15).orElse(null),
                row.maybeInstant(16).orElse(null));
    }

    private static Shipment stage(Facts facts, Row row) {
        return switch (Stage.valueOf(row.text(10))) {
            case ANNOUNCED -> Shipment.at(facts, Progress.ANNOUNCED);
            case LABELLED -> Shipment.at(facts, Progress.LABELLED);
            case MOVING -> Shipment.at(facts, Progress.MOVING);
            case AT_PICKUP_POINT -> Shipment.at(facts, Progress.AT_PICKUP_POINT);
            case DELIVERED -> Shipment.at(facts, Progress.DELIVERED);
            case RETURNING -> Shipment.at(facts, Progress.RETURNING);
            case RETURNED -> Shipment.at(facts, Progress.RETURNED);
            case LOST -> Shipment.at(facts, Progress.LOST);
            case CANCELLED -> new Cancelled(facts, Canceller.valueOf(row.text(13)), row.instant(14));
        };
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
