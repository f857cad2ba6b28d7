package dev.bonafide.kit.outbox;

import dev.bonafide.kit.event.EventContext;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.transaction.CommitSignals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            values\s""";
    private static final String ROW = """
            (:id%1$d, :topic%1$d, :aggregate%1$d, :type%1$d, :payload%1$d, :occurredAt%1$d, :correlation%1$d,
             cast(:causation%1$d as text), cast(:traceparent%1$d as text))""";
    /** Rows of one statement; a list that is longer takes several. */
    private static final int ROWS_MAX = 20;

    private final CommitSignals signals;
    private final Ids ids;

    Outbox(CommitSignals signals, Ids ids) {
        this.signals = signals;
        this.ids = ids;
    }

    /** Appends the event to the session's transaction and answers its id. */
    public Uni<UUID> append(Mutiny.Session session, OutgoingEvent event) {
        return insert(session, List.of(event)).map(List::getFirst);
    }

    /** Appends several events in the given order. */
    public Uni<Void> appendAll(Mutiny.Session session, Iterable<OutgoingEvent> events) {
        var waiting = new ArrayList<OutgoingEvent>();
        events.forEach(waiting::add);
        Uni<Void> all = Uni.createFrom().voidItem();
        for (int from = 0; from < waiting.size(); from += ROWS_MAX) {
            var some = waiting.subList(from, Math.min(from + ROWS_MAX, waiting.size()));
            all = all.chain(() -> insert(session, some)).replaceWithVoid();
        }
        return all;
    }

    private Uni<List<UUID>> insert(Mutiny.Session session, List<OutgoingEvent> events) {
        var context = EventContext.current();
        var given = new ArrayList<UUID>();
        signals.mark(session, CommitSignals.Work.OUTBOX);
        var insert = session.createNativeQuery(INSERT
                + IntStream.range(0, events.size()).mapToObj(ROW::formatted).collect(Collectors.joining(", ")));
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var id = ids.next();
            given.add(id);
            insert.setParameter("id" + i, id)
                    .setParameter("topic" + i, event.topic())
                    .setParameter("aggregate" + i, event.aggregateId().toString())
                    .setParameter("type" + i, event.type())
                    .setParameter("payload" + i, EventJson.write(event.payload()))
                    .setParameter("occurredAt" + i, OffsetDateTime.ofInstant(event.occurredAt(), ZoneOffset.UTC))
                    .setParameter(
                            "correlation" + i,
                            context.correlationId() == null ? id.toString() : context.correlationId())
                    .setParameter("causation" + i, context.causationId())
                    .setParameter("traceparent" + i, context.traceparent());
        }
        return insert.executeUpdate().replaceWith(given);
    }
}
