package dev.bonafide.kit.timer;

import dev.bonafide.kit.clock.BusinessClock;
import dev.bonafide.kit.clock.SandboxClock;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.transaction.CommitSignals;
import dev.bonafide.kit.transaction.CommitSignals.Work;
import dev.bonafide.kit.transaction.Failures;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires timers in order of their due time. Any replica may fire any timer.
 *
 * <p>A handler that takes too long is left to itself: timers of other kinds go on beside it, except those of a thing that
 * has an earlier one of its kind. So the timers of one thing, and those of one kind, always fire in order.
 *
 * <p>A timer is claimed by an advisory lock and not by its row: commands lock the thing first and then cancel its timers,
 * so a handler that held the timer's row while it waits for the thing could deadlock with them. Whether the timer still
 * stands is settled at the end, by deleting it: if someone else has cancelled or moved it meanwhile, everything the
 * handler did is rolled back. A handler may set or cancel timers of its own thing, this one included; then that stays.
 */
@ApplicationScoped
public class TimerLoop {
    private static final Logger LOG = Logger.getLogger(TimerLoop.class);

    /** Most handlers left to themselves at once: each holds a connection that the rest of the service needs too. */
    private static final int SLOW_MAX = 3;

    private static final String NEXT = """
            select id, kind, ref, due_at, attempts from timer
             where due_at <= :now and (retry_at is null or retry_at <= clock_timestamp())
               and not exists (select from timer earlier
                                where earlier.ref = timer.ref and earlier.kind = any(:slow)
                                  and (earlier.retry_at is null or earlier.retry_at <= clock_timestamp())
                                  and (earlier.due_at, earlier.id) <= (timer.due_at, timer.id))
             order by due_at, id limit 1""";
    private static final String CLAIM = "select pg_try_advisory_xact_lock(hashtextextended(cast(:id as text), 0))";

    private record Candidate(UUID id, String kind, UUID ref, Instant dueAt, int attempts) {}

    /** The timer was cancelled or moved while its handler ran, or another replica has it. */
    private static final class NoLongerDue extends RuntimeException {
        NoLongerDue() {
            super("The timer is no longer due", null, false, false);
        }
    }

    private final KitConfig.Timers config;
    private final CommitSignals signals;
    private final Transactions transactions;
    private final Timers timers;
    private final BusinessClock clock;
    private final SandboxClock sandboxClock;
    private final MeterRegistry meters;
    private final Door door;
    private final Map<String, TimerHandler> handlers;
    private final Set<String> slow = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;
    private @Nullable Thread thread;

    TimerLoop(
            KitConfig config,
            CommitSignals signals,
            Transactions transactions,
            Timers timers,
            BusinessClock clock,
            SandboxClock sandboxClock,
            MeterRegistry meters,
            Door door,
            @All List<TimerHandler> handlers) {
        this.config = config.timers();
        this.signals = signals;
        this.transactions = transactions;
        this.timers = timers;
        this.clock = clock;
        this.sandboxClock = sandboxClock;
        this.meters = meters;
        this.door = door;
        this.handlers = handlers.stream().collect(Collectors.toMap(TimerHandler::kind, Function.identity()));
    }

    void start(@Observes @Priority(200) StartupEvent event) {
        thread = door.whenOpen("timers", this::takeOverTime, this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        var started = thread;
        if (started != null) {
            started.interrupt();
            started.join(Duration.ofSeconds(2));
        }
    }

    /** Before the first request is answered, if the database does not take long: a clock that was moved stays moved. */
    private void takeOverTime() {
        try {
            sandboxClock.refresh();
        } catch (RuntimeException failure) {
            LOG.debugf("The clock is taken over later: %s", failure);
        }
    }

    private void run() {
        while (running) {
            try {
                sandboxClock.refresh();
                while (running && fireNext()) {
                    // until nothing is due
                }
                signals.await(Work.TIMERS, pauseMillis());
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (running) {
                    LOG.warnf("Timers pause: %s", failure.toString());
                    if (!pauseAfterFailure()) {
                        return;
                    }
                }
            }
        }
    }

    private boolean pauseAfterFailure() {
        try {
            Thread.sleep(config.backOff());
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    /** Until the next timer is due, and at most a poll interval; that long also while due ones wait for a slow handler. */
    private long pauseMillis() {
        var next = nextDueAt();
        var most = config.pollInterval().toMillis();
        if (next == null || !slow.isEmpty()) {
            return most;
        }
        return Math.clamp(Duration.between(clock.instant(), next).toMillis() + 1, 5, most);
    }

    private @Nullable Instant nextDueAt() {
        return transactions
                .<@Nullable Instant>runApart(session -> session.createNativeQuery(
                                "select min(due_at) from timer where retry_at is null", OffsetDateTime.class)
                        .getSingleResultOrNull()
                        .map(due -> due == null ? null : due.toInstant()))
                .await()
                .indefinitely();
    }

    /** Whether there was a timer to fire; returns when its handler is through or has used up our patience. */
    private boolean fireNext() throws InterruptedException {
        if (slow.size() >= SLOW_MAX) {
            return false;
        }
        var now = clock.instant();
        var candidate = transactions
                .<@Nullable Candidate>runApart(session -> next(session, now))
                .await()
                .indefinitely();
        if (candidate == null) {
            return false;
        }
        var firing = CompletableFuture.supplyAsync(
                () -> fireOrPutOff(candidate, now),
                work -> Thread.ofVirtual().name("timer-" + candidate.kind()).start(work));
        try {
            return firing.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException impatient) {
            LOG.warnf("Timer %s of %s takes its time; other kinds go on", candidate.kind(), candidate.ref());
            leaveToItself(candidate.kind(), firing);
            return true;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private void leaveToItself(String kind, CompletableFuture<Boolean> firing) {
        slow.add(kind);
        firing.whenComplete((_, _) -> {
            slow.remove(kind);
            signals.wake(Work.TIMERS);
        });
    }

    /** Answers whether to look for the next timer at once. */
    private boolean fireOrPutOff(Candidate candidate, Instant now) {
        try {
            transactions
                    .runApart(session -> fire(session, candidate, now))
                    .await()
                    .indefinitely();
        } catch (NoLongerDue gone) {
            // A short wait instead of the next round: the replica that has the timer may still be at it.
            return false;
        } catch (RuntimeException failure) {
            putOff(candidate, failure);
        }
        return true;
    }

    private Uni<@Nullable Candidate> next(Mutiny.Session session, Instant now) {
        return session.createNativeQuery(NEXT, Object[].class)
                .setParameter("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .setParameter("slow", slow.toArray(String[]::new))
                .getSingleResultOrNull()
                .map(row -> row == null ? null : candidate(row));
    }

    private static Candidate candidate(Object[] row) {
        var dueAt = row[3] instanceof OffsetDateTime due ? due.toInstant() : (Instant) row[3];
        return new Candidate((UUID) row[0], (String) row[1], (UUID) row[2], dueAt, ((Number) row[4]).intValue());
    }

    private Uni<Void> fire(Mutiny.Session session, Candidate candidate, Instant now) {
        var handler = handlers.get(candidate.kind());
        if (handler == null) {
            return Uni.createFrom()
                    .failure(new IllegalStateException("No handler for timers of kind " + candidate.kind()));
        }
        return session.createNativeQuery(CLAIM, Boolean.class)
                .setParameter("id", candidate.id().toString())
                .getSingleResult()
                .invoke(claimed -> {
                    if (!claimed) {
                        throw new NoLongerDue();
                    }
                })
                .invoke(() -> timers.watch(session))
                .chain(() ->
                        handler.fire(session, new DueTimer(candidate.kind(), candidate.ref(), candidate.dueAt(), now)))
                .chain(session::flush)
                .chain(() -> timers.write(session))
                .chain(() -> session.createNativeQuery("delete from timer where id = :id and due_at = :due")
                        .setParameter("id", candidate.id())
                        .setParameter("due", OffsetDateTime.ofInstant(candidate.dueAt(), ZoneOffset.UTC))
                        .executeUpdate())
                .invoke(deleted -> {
                    if (deleted == 0 && !timers.hasTouched(session, candidate.ref())) {
                        throw new NoLongerDue();
                    }
                    meters.counter("bonafide.timers.fired", "kind", candidate.kind())
                            .increment();
                })
                .eventually(() -> timers.forget(session))
                .replaceWithVoid();
    }

    private void putOff(Candidate candidate, Throwable failure) {
        var pauseMillis = Math.min(
                config.backOffMax().toMillis(), config.backOff().toMillis() << Math.min(candidate.attempts(), 20));
        if (Failures.isTransient(failure)) {
            LOG.warnf(
                    "Timer %s of %s is tried again in %d ms: %s",
                    candidate.kind(), candidate.ref(), pauseMillis, failure);
        } else {
            LOG.errorf(
                    failure,
                    "Timer %s of %s failed, tried again in %d ms",
                    candidate.kind(),
                    candidate.ref(),
                    pauseMillis);
        }
        meters.counter("bonafide.timers.failed", "kind", candidate.kind()).increment();
        transactions
                .runApart(session -> session.createNativeQuery("""
                                update timer set attempts = attempts + 1,
                                       retry_at = clock_timestamp() + :pause * interval '1 millisecond'
                                 where id = :id""")
                        .setParameter("pause", pauseMillis)
                        .setParameter("id", candidate.id())
                        .executeUpdate())
                .await()
                .indefinitely();
    }
}
