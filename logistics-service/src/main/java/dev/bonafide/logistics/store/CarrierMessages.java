package dev.bonafide.logistics.store;

import dev.bonafide.logistics.secrecy.DataKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Messages of carriers as they came, sealed. */
@ApplicationScoped
public class CarrierMessages {

    /** What became of a message. */
    public enum Outcome {
        READ,
        UNREADABLE
    }

    /** A message nobody has read yet. */
    public record Message(UUID id, String carrier, byte[] body, Instant receivedAt) {}

    private final DataKey dataKey;

    CarrierMessages(DataKey dataKey) {
        this.dataKey = dataKey;
    }

    /** Keeps the message; false if the carrier has sent it before. */
    public Uni<Boolean> keep(
            Mutiny.Session session, UUID id, String carrier, String messageId, byte[] body, Instant now) {
        return session.createNativeQuery("""
                        insert into carrier_message (id, carrier, message_id, body, received_at)
                        values (:id, :carrier, :message, :body, :now) on conflict (carrier, message_id) do nothing""")
                .setParameter("id", id)
                .setParameter("carrier", carrier)
                .setParameter("message", messageId)
                .setParameter("body", dataKey.seal(body, place(id)))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .map(inserted -> inserted == 1);
    }

    /** The message, locked, unless it was read already. */
    public Uni<Optional<Message>> lockUnread(Mutiny.Session session, UUID id) {
        return session.createNativeQuery("""
                        select id, carrier, body, received_at from carrier_message
                        where id = :id and handled_at is null for update""", Object[].class)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(Row::new)
                        .map(row -> new Message(
                                row.uuid(0),
                                row.text(1),
                                dataKey.open(row.bytes(2), place(row.uuid(0))),
                                row.instant(3)))
                        .findFirst());
    }

    /** Writes down what became of the message. */
    public Uni<Void> handled(Mutiny.Session session, UUID id, Outcome outcome, Instant now) {
        return session.createNativeQuery(
                        "update carrier_message set handled_at = :now, outcome = :outcome where id = :id")
                .setParameter("id", id)
                .setParameter("outcome", outcome.name())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Forgets messages that came before an instant. */
    public Uni<Integer> forget(Mutiny.Session session, Instant before) {
        return session.createNativeQuery("delete from carrier_message where received_at < :before")
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /** Whether a timer of that kind and thing is set already; setting it anew for each message would be one hot row. */
    public Uni<Boolean> isTimerSet(Mutiny.Session session, String kind, UUID ref) {
        return session.createNativeQuery("select count(*) from timer where kind = :kind and ref = :ref", Long.class)
                .setParameter("kind", kind)
                .setParameter("ref", ref)
                .getSingleResult()
                .map(count -> count > 0);
    }

    private static String place(UUID id) {
        return id + "|body";
    }
}
