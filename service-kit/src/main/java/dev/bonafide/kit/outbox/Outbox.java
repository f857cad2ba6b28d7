package dev.bonafide.kit.outbox;

import static dev.bonafide.kit.transaction.RowKind.Column.ID;
import static dev.bonafide.kit.transaction.RowKind.Column.TEXT;
import static dev.bonafide.kit.transaction.RowKind.Column.TIME;

import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.transaction.CommitSignals;
import dev.bonafide.kit.transaction.LastRows;
import dev.bonafide.kit.transaction.RowKind;
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
    private static final RowKind EVENT = RowKind.of("""
            insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at, correlation_id, causation_id,
                                traceparent)
            select event.* from %s event""", ID, TEXT, TEXT, TEXT, TEXT, TIME, TEXT, TEXT, TEXT);

    private final LastRows lastRows;
    private final CommitSignals signals;
    private final Ids ids;

    Outbox(LastRows lastRows, CommitSignals signals, Ids ids) {
        this.lastRows = lastRows;
        this.signals = signals;
        this.ids = ids;
    }

    /** Appends the event to the session's transaction, which writes it at its end, and answers its id. */
    public Uni<UUID> append(Mutiny.Session session, OutgoingEvent event) {
        return Uni.createFrom().item(() -> add(session, event));
    }

    /** Appends several events in the given order. */
    public Uni<Void> appendAll(Mutiny.Session session, Iterable<OutgoingEvent> events) {
        return Uni.createFrom().voidItem().invoke(() -> events.forEach(event -> add(session, event)));
    }

    private UUID add(Mutiny.Session session, OutgoingEvent event) {
        var context = EventContext.current();
        var correlation = context.correlationId();
        var id = ids.next();
        signals.mark(session, CommitSignals.Work.OUTBOX);
        lastRows.add(
                session,
                EVENT,
                id,
                event.topic(),
                event.aggregateId().toString(),
                event.type(),
                EventJson.write(event.payload()),
                OffsetDateTime.ofInstant(event.occurredAt(), ZoneOffset.UTC),
                correlation == null ? id.toString() : correlation,
                context.causationId(),
                context.traceparent());
        return id;
    }
}
