package dev.bonafide.kit.start;

import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens when the service listens. What works in the background waits for that and then comes in one after another: the start
 * has the processors and the first connection to the database to itself, and who asks in its first moments is answered.
 */
@ApplicationScoped
public class Door {
    /** Where nobody is ever listened to, work begins all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** About what it takes to open a connection and to ask the first question in a process that is still cold. */
    private static final Duration APART = Duration.ofMillis(60);

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    void open(@ObservesAsync HttpServerStart listening) {
        open.countDown();
    }

    void openSecurely(@ObservesAsync HttpsServerStart listening) {
        open.countDown();
    }

    /** Does the work in a thread of its own when its turn has come; a thread that is interrupted before never does it. */
    public Thread whenOpen(String name, Runnable work) {
        return whenOpen(name, () -> {}, work);
    }

    /** The same, with something that is done at once in that thread. */
    public Thread whenOpen(String name, Runnable before, Runnable work) {
        var turn = waiting.incrementAndGet();
        return Thread.ofVirtual().name(name).start(() -> {
            before.run();
            try {
                // A door that stays closed is no reason to leave money where it is.
                var _ = open.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                Thread.sleep(APART.multipliedBy(turn));
            } catch (InterruptedException stopped) {
                return;
            }
            work.run();
        });
    }
}
