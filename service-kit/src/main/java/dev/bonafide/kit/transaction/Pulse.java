package dev.bonafide.kit.transaction;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is slow from one that is away and does not say so: a server that hangs, a network that swallows
 * everything. No transaction is given up for being slow. But while one takes its time, the database is asked something that
 * any living one answers at once, on a connection kept for that; if it is silent, all who wait are told, less than a second
 * after they came, and those who come are told at once, until it is heard again.
 */
@ApplicationScoped
class Pulse {
    private static final Logger LOG = Logger.getLogger(Pulse.class);

    /** What a transaction may take before the database is asked whether it lives. */
    private static final Duration DOUBT = Duration.ofMillis(250);

    /** Longer than this a living database does not take for nothing, however much it has to do. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    /** After this a connection is given up for a new one: by now another server may be at the address. */
    private static final Duration HOPELESS = Duration.ofSeconds(5);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final Vertx vertx;
    private final PostgresConnections connections;
    private volatile boolean silent;
    private volatile boolean running = true;
    private @Nullable Uni<Void> asking;
    private @Nullable PgConnection connection;

    /** The database does not answer. It may come back at any time. */
    static final class DatabaseSilent extends IOException {
        DatabaseSilent() {
            super("The database does not answer");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    Pulse(Vertx vertx, PostgresConnections connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /** Whether the caller of a piece of work has been told that it has failed. */
    static final class GivenUp {
        private volatile boolean yes;

        /** Fails in the stead of work whose caller no longer waits. */
        void refuse() {
            if (yes) {
                throw new IllegalStateException("The caller was told that the database does not answer");
            }
        }
    }

    /**
     * Does the work, unless the database is silent or falls silent meanwhile. Then it fails, and the work is left to
     * itself: what it waits for may still come. It is told whether it has been given up, so that it does not commit what its
     * caller was told has failed. Runs on the caller's Vert.x context.
     */
    <T extends @Nullable Object> Uni<T> whileAlive(Function<GivenUp, Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            if (silent) {
                emitter.fail(new DatabaseSilent());
                return;
            }
            var context = Objects.requireNonNull(Vertx.currentContext(), "There is no Vert.x context here");
            var givenUp = new GivenUp();
            var watch = lost().subscribe()
                    .with(
                            _ -> {},
                            failure -> context.runOnContext(_ -> {
                                givenUp.yes = true;
                                emitter.fail(failure);
                            }));
            var working = Uni.createFrom()
                    .deferred(() -> work.apply(givenUp))
                    .onTermination()
                    .invoke(watch::cancel)
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> {
                if (!givenUp.yes) {
                    working.cancel();
                }
            });
        });
    }

    /** Fails when the database is silent; never has an item. */
    private Uni<Void> lost() {
        return doubt().chain(this::hear).repeat().indefinitely().onItem().ignoreAsUni();
    }

    private Uni<Void> doubt() {
        return Uni.createFrom().emitter(emitter -> {
            var timer = vertx.setTimer(DOUBT.toMillis(), _ -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    private Uni<Void> hear() {
        return answer().ifNoItem().after(SILENCE).failWith(this::noticeSilence);
    }

    private synchronized DatabaseSilent noticeSilence() {
        // Where the answer has just come, the next who asks is to be heard.
        if (asking != null && !silent) {
            silent = true;
            LOG.warn("The database does not answer; until it does, whoever asks is told so");
        }
        return new DatabaseSilent();
    }

    /** Completes with the answer to the question that is under way, or to a new one; one is enough for all who wait. */
    private synchronized Uni<Void> answer() {
        var known = asking;
        if (known == null) {
            known = ask().onItem()
                    .invoke(this::heard)
                    .onFailure()
                    .invoke(this::notHeard)
                    .memoize()
                    .indefinitely();
            asking = known;
        }
        return known;
    }

    private synchronized void heard() {
        asking = null;
        if (silent) {
            LOG.info("The database answers again");
            silent = false;
        }
    }

    private synchronized void notHeard() {
        asking = null;
        var dead = connection;
        connection = null;
        if (dead != null) {
            dead.closeAndForget();
        }
        if (silent && running) {
            vertx.setTimer(BETWEEN_ATTEMPTS.toMillis(), _ -> answer().subscribe().with(_ -> {}, _ -> {}));
        }
    }

    /** A refusal is an answer too: whoever refuses is there, and what waits is answered the same way. */
    private Uni<Void> ask() {
        return opened().chain(open -> open.query("select 1").execute())
                .replaceWithVoid()
                .onFailure(PgException.class)
                .recoverWithNull()
                .ifNoItem()
                .after(HOPELESS)
                .failWith(DatabaseSilent::new);
    }

    private synchronized Uni<PgConnection> opened() {
        var open = connection;
        return open == null
                ? connections.connect().invoke(this::keep)
                : Uni.createFrom().item(open);
    }

    private synchronized void keep(PgConnection opened) {
        connection = opened;
        opened.closeHandler(() -> forget(opened));
    }

    private synchronized void forget(PgConnection closed) {
        if (connection == closed) {
            connection = null;
        }
    }

    @PreDestroy
    synchronized void stop() {
        running = false;
        var open = connection;
        connection = null;
        if (open != null) {
            open.closeAndForget();
        }
    }
}
