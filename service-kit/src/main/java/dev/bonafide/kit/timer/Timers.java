package dev.bonafide.kit.timer;

import static dev.bonafide.kit.transaction.RowKind.Column.ID;
import static dev.bonafide.kit.transaction.RowKind.Column.TEXT;
import static dev.bonafide.kit.transaction.RowKind.Column.TIME;

import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.transaction.CommitSignals;
import dev.bonafide.kit.transaction.Direct;
import dev.bonafide.kit.transaction.LastRows;
import dev.bonafide.kit.transaction.RowKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sets and cancels deadlines in the transaction of the state they guard. One timer per kind and thing. */
@ApplicationScoped
public class Timers {
    private static final RowKind SET = RowKind.of("""
            insert into timer (id, kind, ref, due_at) select due.* from %s due
            on conflict (kind, ref) do update set due_at = excluded.due_at, attempts = 0, retry_at = null""", ID, TEXT, ID, TIME);
    private static final int KIND_OF_SET = 1;
    private static final int REF_OF_SET = 2;
    private static final RowKind CANCELLED = RowKind.of(
            "delete from timer using %s gone (kind, ref) where timer.kind = gone.kind and timer.ref = gone.ref",
            TEXT, ID);
    private static final int KIND_OF_CANCELLED = 0;
    private static final int REF_OF_CANCELLED = 1;

    private final LastRows lastRows;
    private final CommitSignals signals;
    private final Ids ids;
    private final Map<Mutiny.Session, Set<UUID>> touched = new ConcurrentHashMap<>();

    Timers(LastRows lastRows, CommitSignals signals, Ids ids) {
        this.lastRows = lastRows;
        this.signals = signals;
        this.ids = ids;
    }

    /** Sets the timer, or moves it if it is set already. */
    public Uni<Void> schedule(Mutiny.Session session, String kind, UUID ref, Instant dueAt) {
        return Uni.createFrom().voidItem().invoke(() -> {
            signals.mark(session, CommitSignals.Work.TIMERS);
            touch(session, ref);
            takeBack(session, kind, ref);
            lastRows.add(session, SET, ids.next(), kind, ref, OffsetDateTime.ofInstant(dueAt, ZoneOffset.UTC));
        });
    }

    /** Cancels the timer if it is set. */
    public Uni<Void> cancel(Mutiny.Session session, String kind, UUID ref) {
        return cancel(session, List.of(kind), ref);
    }

    /** Cancels those of these timers that are set, all at once. */
    public Uni<Void> cancel(Mutiny.Session session, Collection<String> kinds, UUID ref) {
        return Uni.createFrom().voidItem().invoke(() -> {
            for (var kind : kinds) {
                touch(session, ref);
                takeBack(session, kind, ref);
                lastRows.add(session, CANCELLED, kind, ref);
            }
        });
    }

    /** Cancels every timer of the thing. */
    public Uni<Void> cancelAll(Mutiny.Session session, UUID ref) {
        return Uni.createFrom().deferred(() -> {
            touch(session, ref);
            lastRows.takeBack(session, SET, row -> ref.equals(row[REF_OF_SET]));
            return Direct.update(session, "delete from timer where ref = $1", ref)
                    .replaceWithVoid();
        });
    }

    /** What is set or cancelled last is what stands: one row for each timer. */
    private void takeBack(Mutiny.Session session, String kind, UUID ref) {
        lastRows.takeBack(session, SET, row -> kind.equals(row[KIND_OF_SET]) && ref.equals(row[REF_OF_SET]));
        lastRows.takeBack(
                session, CANCELLED, row -> kind.equals(row[KIND_OF_CANCELLED]) && ref.equals(row[REF_OF_CANCELLED]));
    }

    /** Writes what this session has set and cancelled so far. */
    Uni<Void> write(Mutiny.Session session) {
        return lastRows.write(session);
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
