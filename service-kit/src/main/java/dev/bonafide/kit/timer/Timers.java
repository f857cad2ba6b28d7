package dev.bonafide.kit.timer;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.transaction.CommitSignals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sets and cancels deadlines in the transaction of the state they guard. One timer per kind and thing. */
@ApplicationScoped
public class Timers {
    private static final String SCHEDULE = """
            insert into timer (id, kind, ref, due_at) values (:id, :kind, :ref, :due)
            on conflict (kind, ref) do update set due_at = excluded.due_at, attempts = 0, retry_at = null""";

    private final CommitSignals signals;
    private final Ids ids;
    private final Map<Mutiny.Session, Set<UUID>> touched = new ConcurrentHashMap<>();

    Timers(CommitSignals signals, Ids ids) {
        this.signals = signals;
        this.ids = ids;
    }

    /** Sets the timer, or moves it if it is set already. */
    public Uni<Void> schedule(Mutiny.Session session, String kind, UUID ref, Instant dueAt) {
        signals.mark(session, CommitSignals.Work.TIMERS);
        touch(session, ref);
        return session.createNativeQuery(SCHEDULE)
                .setParameter("id", ids.next())
                .setParameter("kind", kind)
                .setParameter("ref", ref)
                .setParameter("due", OffsetDateTime.ofInstant(dueAt, ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Cancels the timer if it is set. */
    public Uni<Void> cancel(Mutiny.Session session, String kind, UUID ref) {
        touch(session, ref);
        return session.createNativeQuery("delete from timer where kind = :kind and ref = :ref")
                .setParameter("kind", kind)
                .setParameter("ref", ref)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Cancels those of these timers that are set, all at once. */
    public Uni<Void> cancel(Mutiny.Session session, Collection<String> kinds, UUID ref) {
        if (kinds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        touch(session, ref);
        return session.createNativeQuery("delete from timer where kind in (:kinds) and ref = :ref")
                .setParameter("kinds", kinds)
                .setParameter("ref", ref)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Cancels every timer of the thing. */
    public Uni<Void> cancelAll(Mutiny.Session session, UUID ref) {
        touch(session, ref);
        return session.createNativeQuery("delete from timer where ref = :ref")
                .setParameter("ref", ref)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** From here on it is remembered whose timers this session sets or cancels, until {@link #forget}. */
    void watch(Mutiny.Session session) {
        touched.put(session, ConcurrentHashMap.newKeySet());
    }

    /** Whether a watched session has itself set or cancelled timers of the thing. */
    boolean hasTouched(Mutiny.Session session, UUID ref) {
        return touched.getOrDefault(session, Set.of()).contains(ref);
    }

    void forget(Mutiny.Session session) {
        touched.remove(session);
    }

    private void touch(Mutiny.Session session, UUID ref) {
        var watched = touched.get(session);
        if (watched != null) {
            watched.add(ref);
        }
    }
}
