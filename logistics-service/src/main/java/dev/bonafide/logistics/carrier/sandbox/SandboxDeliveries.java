package dev.bonafide.logistics.carrier.sandbox;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The diary as rows, each with the timer that sends it. */
@ApplicationScoped
public class SandboxDeliveries {

    /** The kind of the timers. */
    public static final String TIMER = "sandbox.carrier-webhook";

    /** A webhook whose time has come. */
    record Delivery(String messageId, String body, boolean wronglySigned) {}

    private final Timers timers;
    private final Ids ids;

    SandboxDeliveries(Timers timers, Ids ids) {
        this.timers = timers;
        this.ids = ids;
    }

    /** Writes the entries down beside what is there. */
    Uni<Void> add(Mutiny.Session session, UUID shipmentId, List<Diary.Entry> entries) {
        return Multi.createFrom()
                .iterable(entries)
                .onItem()
                .transformToUniAndConcatenate(entry -> add(session, shipmentId, entry))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> add(Mutiny.Session session, UUID shipmentId, Diary.Entry entry) {
        UUID id = ids.next();
        return session.createNativeQuery("""
                        insert into sandbox_delivery (id, shipment_id, message_id, body, wrongly_signed)
                        values (:id, :shipment, :message, :body, :wronglySigned)""")
                .setParameter("id", id)
                .setParameter("shipment", shipmentId)
                .setParameter("message", entry.messageId())
                .setParameter("body", entry.body())
                .setParameter("wronglySigned", entry.wronglySigned())
                .executeUpdate()
                .chain(() -> timers.schedule(session, TIMER, id, entry.sentAt()));
    }

    /** Strikes out what is still to be sent of the shipment. */
    Uni<Void> clear(Mutiny.Session session, UUID shipmentId) {
        return session.createNativeQuery(
                        "delete from sandbox_delivery where shipment_id = :shipment returning id", UUID.class)
                .setParameter("shipment", shipmentId)
                .getResultList()
                .chain(struck -> Multi.createFrom()
                        .iterable(struck)
                        .onItem()
                        .transformToUniAndConcatenate(id -> timers.cancel(session, TIMER, id))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** The webhook of that id, unless it was struck out. */
    Uni<Optional<Delivery>> find(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(
                        "select message_id, body, wrongly_signed from sandbox_delivery where id = :id", Object[].class)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Delivery((String) row[0], (String) row[1], (Boolean) row[2]))
                        .findFirst());
    }

    /** Forgets a webhook that was sent. */
    Uni<Void> sent(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("delete from sandbox_delivery where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }
}
