package dev.bonafide.kit.outbox;

import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.transaction.CommitSignals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where events wait to leave. Appending takes the caller's session, so an event cannot be published beside the commit.
 *
 * <p>Order is kept per aggregate as long as those who append for an aggregate hold its row lock, which they do because
 * they change its state in the same transaction.
 */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at, correlation_id, causation_id, traceparent)
            values (:id, :topic, :aggregate, :type, :payload, :occurredAt, :correlation, cast(:causation as text), cast(:traceparent as text))""";

    private final CommitSignals signals;
    private final Ids ids;

    Outbox(CommitSignals signals, Ids ids) {
        this.signals = signals;
        this.ids = ids;
    }

    /** Appends the event to the session's transaction and answers its id. */
    public Uni<UUID> append(Mutiny.Session session, OutgoingEvent event) {
        var context = EventContext.current();
        var id = ids.next();
        signals.mark(session, CommitSignals.Work.OUTBOX);
        return session.createNativeQuery(INSERT)
                .setParameter("id", id)
                .setParameter("topic", event.topic())
                .setParameter("aggregate", event.aggregateId().toString())
                .setParameter("type", event.type())
                .setParameter("payload", EventJson.write(event.payload()))
                .setParameter("occurredAt", OffsetDateTime.ofInstant(event.occurredAt(), ZoneOffset.UTC))
                .setParameter("correlation", context.correlationId() == null ? id.toString() : context.correlationId())
                .setParameter("causation", context.causationId())
                .setParameter("traceparent", context.traceparent())
                .executeUpdate()
                .replaceWith(id);
    }

    /** Appends several events in the given order. */
    public Uni<Void> appendAll(Mutiny.Session session, Iterable<OutgoingEvent> events) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var event : events) {
            all = all.chain(() -> append(session, event)).replaceWithVoid();
        }
        return all;
    }
}
