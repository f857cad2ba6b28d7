package dev.bonafide.kit.transaction;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The one way to open a transaction. State, inbox, outbox and timers are handed the same session, so they commit together
 * or not at all.
 *
 * <p>A transaction may take its time, but none waits for a database that is away: it fails within a second, also where the
 * database only falls silent, and so do those who come while it is. What failed so has not happened, unless it was the
 * commit itself that was not answered; then nobody can know.
 */
@ApplicationScoped
public class Transactions {
    /** Times a transaction is run again after the database chose it as the victim of a deadlock or a conflict. */
    private static final int CONFLICT_RETRIES_MAX = 5;

    private final Mutiny.SessionFactory sessions;
    private final CommitSignals signals;
    private final Pulse pulse;
    private final Vertx vertx;

    Transactions(Mutiny.SessionFactory sessions, CommitSignals signals, Pulse pulse, Vertx vertx) {
        this.sessions = sessions;
        this.signals = signals;
        this.pulse = pulse;
        this.vertx = vertx;
    }

    /**
     * Runs the work in one transaction on the caller's Vert.x context, or on a new one where there is none. The work may
     * run again when the database reports a deadlock, so it must do nothing but talk to the session it is given.
     */
    public <T extends @Nullable Object> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            return context != null && VertxContext.isDuplicatedContext(context)
                    ? transaction(work)
                    : onNewContext(() -> transaction(work));
        });
    }

    /**
     * Like {@link #run}, always on a Vert.x context of its own. Needed where several transactions are under way at once
     * for one caller: Hibernate Reactive keeps its session in the context, and a shared context would share the session.
     */
    public <T extends @Nullable Object> Uni<T> runApart(Function<Mutiny.Session, Uni<T>> work) {
        return onNewContext(() -> transaction(work));
    }

    /** Like {@link #runApart}, but run once: for a caller that has a better answer to a conflict than the same again. */
    public <T extends @Nullable Object> Uni<T> tryApart(Function<Mutiny.Session, Uni<T>> work) {
        return onNewContext(() -> attempt(work));
    }

    /** Subscribes to the work on a fresh, isolated Vert.x context. */
    public <T extends @Nullable Object> Uni<T> onNewContext(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context =
                    Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(_ -> {
                var subscription =
                        Uni.createFrom().<T>deferred(work::get).subscribe().with(emitter::complete, emitter::fail);
                emitter.onTermination(subscription::cancel);
            });
        });
    }

    private <T extends @Nullable Object> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
        return attempt(work).onFailure(Failures::isConflict).retry().atMost(CONFLICT_RETRIES_MAX);
    }

    private <T extends @Nullable Object> Uni<T> attempt(Function<Mutiny.Session, Uni<T>> work) {
        return pulse.whileAlive(givenUp -> {
            var opened = new AtomicReference<Mutiny.@Nullable Session>();
            return sessions.withTransaction((session, _) -> {
                        opened.set(session);
                        return work.apply(session).invoke(givenUp::refuse);
                    })
                    .onItem()
                    .invoke(() -> settle(opened.get(), true))
                    .onFailure()
                    .invoke(() -> settle(opened.get(), false))
                    .onCancellation()
                    .invoke(() -> settle(opened.get(), false));
        });
    }

    private void settle(Mutiny.@Nullable Session session, boolean committed) {
        if (session == null) {
            return;
        }
        if (committed) {
            signals.committed(session);
        } else {
            signals.forgotten(session);
        }
    }
}
