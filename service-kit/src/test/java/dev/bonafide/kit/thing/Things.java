package dev.bonafide.kit.thing;

import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.inbox.ReceivedEvent;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** A service that does nothing but remember what reached it. */
@ApplicationScoped
public class Things {
    public static final String TOPIC = "kit.things";
    public static final String CHANGED = "bonafide.kit.ThingChanged.v1";

    /** What the tests publish and read. */
    public record ThingChanged(UUID id, String mark) {}

    /** Where a thing with the mark {@code echoes} says so. */
    public static final String ECHOES = "kit.echoes";

    private final Transactions transactions;
    private final Outbox outbox;
    private final Set<UUID> hurt = ConcurrentHashMap.newKeySet();

    Things(Transactions transactions, Outbox outbox) {
        this.transactions = transactions;
        this.outbox = outbox;
    }

    @Produces
    @Singleton
    static EventRoutes routes(Things things) {
        return EventRoutes.of("kit-test").on(CHANGED, ThingChanged.class, things::changed);
    }

    Uni<Void> changed(Mutiny.Session session, ReceivedEvent<ThingChanged> event) {
        var remembered = remember(session, event);
        return switch (event.data().mark()) {
            case "refuses" ->
                remembered.chain(() -> Uni.createFrom().failure(new IllegalStateException("this thing refuses")));
            case "deadlocks once" -> remembered.chain(() -> once(session, event, """
                    do $$ begin raise exception using errcode = 'deadlock_detected'; end $$"""));
            case "loses its connection once" ->
                remembered.chain(() -> once(session, event, "select pg_terminate_backend(pg_backend_pid())"));
            case "echoes" -> remembered.chain(() -> echo(session, event));
            default -> remembered;
        };
    }

    private Uni<Void> once(Mutiny.Session session, ReceivedEvent<?> event, String harm) {
        return hurt.add(event.id())
                ? session.createNativeQuery(harm).executeUpdate().replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> echo(Mutiny.Session session, ReceivedEvent<ThingChanged> event) {
        return outbox.append(
                        session,
                        new OutgoingEvent(ECHOES, event.data().id(), CHANGED, event.data(), event.occurredAt()))
                .replaceWithVoid();
    }

    private static Uni<Void> remember(Mutiny.Session session, ReceivedEvent<ThingChanged> event) {
        return session.createNativeQuery("""
                        insert into thing (id, seen, count) values (:id, :mark, 1)
                        on conflict (id) do update set seen = thing.seen || excluded.seen, count = thing.count + 1""")
                .setParameter("id", event.data().id())
                .setParameter("mark", event.data().mark() + ";")
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The marks that reached the thing, in order, each followed by a semicolon; empty if none did. */
    public String seen(UUID id) {
        var seen = await(transactions.run(
                session -> session.createNativeQuery("select seen from thing where id = :id", String.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull()));
        return seen == null ? "" : seen;
    }

    /** In how many transactions these events were handled. */
    public int transactionsOf(List<UUID> events) {
        return await(transactions.run(session -> session.createNativeQuery(
                        "select count(distinct cast(xmin as text)) from inbox where event_id in (:events)", Long.class)
                .setParameter("events", events)
                .getSingleResult()
                .map(Long::intValue)));
    }

    /** What timers of the thing fired, in the order of firing. */
    public List<String> fired(List<UUID> refs) {
        return await(transactions.run(session -> session.createNativeQuery(
                        "select kind from fired where ref in (:refs) order by n", String.class)
                .setParameter("refs", refs)
                .getResultList()));
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    /** Waits in the midst of a transaction, and goes on where the transaction is at home. */
    public static Uni<Void> waitFor(CompletionStage<Void> signal) {
        var home = Objects.requireNonNull(Vertx.currentContext());
        return Uni.createFrom().completionStage(signal).emitOn(work -> home.runOnContext(_ -> work.run()));
    }

    /** Remembers the firing; the kind "stubborn" fails on its first attempts, as long as the thing does not exist. */
    static Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return session.createNativeQuery("insert into fired (kind, ref, due_at, now) values (:kind, :ref, :due, :now)")
                .setParameter("kind", timer.kind())
                .setParameter("ref", timer.ref())
                .setParameter("due", OffsetDateTime.ofInstant(timer.dueAt(), ZoneOffset.UTC))
                .setParameter("now", OffsetDateTime.ofInstant(timer.now(), ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    @ApplicationScoped
    static class First implements TimerHandler {
        @Override
        public String kind() {
            return "first";
        }

        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return Things.fire(session, timer);
        }
    }

    @ApplicationScoped
    static class Second implements TimerHandler {
        @Override
        public String kind() {
            return "second";
        }

        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return Things.fire(session, timer);
        }
    }

    /** Fails while its thing does not exist. */
    @ApplicationScoped
    static class Stubborn implements TimerHandler {
        @Override
        public String kind() {
            return "stubborn";
        }

        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return session.createNativeQuery("select count(*) from thing where id = :id", Long.class)
                    .setParameter("id", timer.ref())
                    .getSingleResult()
                    .chain(count -> count == 0
                            ? Uni.createFrom().failure(new IllegalStateException("nothing there yet"))
                            : Things.fire(session, timer));
        }
    }

    /** Sets its own timer again until it has fired three times, then cancels all timers of its thing. */
    @ApplicationScoped
    static class Again implements TimerHandler {
        private final Timers timers;

        Again(Timers timers) {
            this.timers = timers;
        }

        @Override
        public String kind() {
            return "again";
        }

        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return Things.fire(session, timer)
                    .chain(() -> session.createNativeQuery("select count(*) from fired where ref = :ref", Long.class)
                            .setParameter("ref", timer.ref())
                            .getSingleResult())
                    .chain(count -> count < 3
                            ? timers.schedule(session, kind(), timer.ref(), timer.now())
                            : timers.cancelAll(session, timer.ref()));
        }
    }

    /** Locks its thing before it acts, as a handler of a real service does. */
    @ApplicationScoped
    static class Locking implements TimerHandler {
        @Override
        public String kind() {
            return "locking";
        }

        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return session.createNativeQuery("select count from thing where id = :id for update", Integer.class)
                    .setParameter("id", timer.ref())
                    .getSingleResultOrNull()
                    .chain(() -> Things.fire(session, timer));
        }
    }

    /** Waits, its transaction open, until it is let go. */
    @ApplicationScoped
    public static class Hanging implements TimerHandler {
        private final CompletableFuture<Void> gate = new CompletableFuture<>();

        @Override
        public String kind() {
            return "hanging";
        }

        /** Ends every wait, present and future. */
        public void letGo() {
            gate.complete(null);
        }

        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return Things.waitFor(gate).chain(() -> Things.fire(session, timer));
        }
    }
}
