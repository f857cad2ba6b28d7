package dev.bonafide.kit.transaction;

import dev.bonafide.kit.start.Door;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

    /**
     * Silence is counted on the event loop that would hear the answer, a tick at a time: while it is this process that does
     * not come to hear, as on a machine that is busy with a start, no tick passes.
     */
    private static final Duration TICK = Duration.ofMillis(50);

    private static final int TICKS_OF_SILENCE = 10;
    /** At the start, when opening the first connection is work for a process that has much else to do. */
    private static final int TICKS_AT_THE_START = 60;

    /** After this a connection is given up for a new one: by now another server may be at the address. */
    private static final Duration HOPELESS = Duration.ofSeconds(5);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final Vertx vertx;
    private final PostgresConnections connections;
    private final Door door;
    private volatile boolean silent;
    private volatile boolean heardBefore;
    private volatile boolean running = true;
    private @Nullable Context home;
    private @Nullable Uni<Void> verdict;
    private volatile @Nullable PgConnection connection;

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

    /** A question under way; only its event loop touches it. */
    private static final class Question {
        private final UniEmitter<? super Void> asker;
        private boolean isAnswered;

        Question(UniEmitter<? super Void> asker) {
            this.asker = asker;
        }
    }

    Pulse(Vertx vertx, PostgresConnections connections, Door door) {
        this.vertx = vertx;
        this.connections = connections;
        this.door = door;
    }

    /** Has the connection ready before anybody has reason to doubt. */
    void start(@Observes @Priority(50) StartupEvent event) {
        door.whenOpen(
                "pulse",
                () -> verdict()
                        .subscribe()
                        .with(_ -> {}, failure -> LOG.debugf("The database is not there yet: %s", failure)));
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
        return doubt().chain(this::verdict).repeat().indefinitely().onItem().ignoreAsUni();
    }

    private Uni<Void> doubt() {
        return Uni.createFrom().emitter(emitter -> {
            var timer = vertx.setTimer(DOUBT.toMillis(), _ -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    /** Whether the database lives, from a question that is under way or a new one: one is enough for all who doubt. */
    private synchronized Uni<Void> verdict() {
        if (silent) {
            return Uni.createFrom().failure(DatabaseSilent::new);
        }
        var known = verdict;
        if (known == null) {
            known = Uni.createFrom()
                    .<Void>emitter(emitter -> home().runOnContext(_ -> ask(new Question(emitter))))
                    .onTermination()
                    .invoke(this::decided)
                    .memoize()
                    .indefinitely();
            verdict = known;
        }
        return known;
    }

    private synchronized void decided() {
        verdict = null;
    }

    private synchronized Context home() {
        var known = home;
        if (known == null) {
            known = vertx.getOrCreateContext();
            home = known;
        }
        return known;
    }

    private void ask(Question question) {
        tick(question, heardBefore ? TICKS_OF_SILENCE : TICKS_AT_THE_START);
        answer().subscribe()
                .with(
                        _ -> {
                            question.isAnswered = true;
                            hear();
                            question.asker.complete(null);
                        },
                        failure -> {
                            question.isAnswered = true;
                            giveUpConnection();
                            question.asker.fail(failure);
                        });
    }

    private void tick(Question question, int left) {
        vertx.setTimer(TICK.toMillis(), _ -> {
            if (question.isAnswered) {
                return;
            }
            if (left > 1) {
                tick(question, left - 1);
            } else {
                fallSilent();
                question.asker.fail(new DatabaseSilent());
            }
        });
    }

    /** A refusal is an answer too: whoever refuses is there, and what waits is answered the same way. */
    private Uni<Void> answer() {
        var open = connection;
        return (open == null
                        ? connections.connect().invoke(this::keep)
                        : Uni.createFrom().item(open))
                .chain(ready -> ready.query("select 1").execute())
                .replaceWithVoid()
                .onFailure(PgException.class)
                .recoverWithNull()
                .ifNoItem()
                .after(HOPELESS)
                .failWith(DatabaseSilent::new)
                .emitOn(task -> home().runOnContext(_ -> task.run()));
    }

    private void fallSilent() {
        if (!silent) {
            silent = true;
            LOG.warn("The database does not answer; until it does, whoever asks is told so");
        }
    }

    private void hear() {
        heardBefore = true;
        if (silent) {
            silent = false;
            LOG.info("The database answers again");
        }
    }

    private void giveUpConnection() {
        var dead = connection;
        connection = null;
        if (dead != null) {
            dead.closeAndForget();
        }
        if (silent && running) {
            vertx.setTimer(
                    BETWEEN_ATTEMPTS.toMillis(),
                    _ -> Uni.createFrom()
                            .<Void>emitter(emitter -> ask(new Question(emitter)))
                            .subscribe()
                            .with(_ -> {}, _ -> {}));
        }
    }

    private void keep(PgConnection opened) {
        connection = opened;
        opened.closeHandler(() -> {
            if (connection == opened) {
                connection = null;
            }
        });
        if (!running) {
            opened.closeAndForget();
        }
    }

    @PreDestroy
    void stop() {
        running = false;
        var open = connection;
        connection = null;
        if (open != null) {
            open.closeAndForget();
        }
    }
}
