package dev.bonafide.escrow.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.commit.Lanes.Lane;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Few groups at a time, and none of them in the way of the others for long. */
class LanesTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger told = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void thereAreAsManyAsAreFreeAndOneGivenBackIsFreeOnce() {
        var lanes = new Lanes(2, Duration.ofHours(1), vertx);
        var first = take(lanes);
        take(lanes);
        assertThat(lanes.take(told::incrementAndGet)).isNull();

        first.free();
        first.free();
        assertThat(told).hasValue(1);
        take(lanes);
        assertThat(lanes.take(told::incrementAndGet)).isNull();
    }

    @Test
    void whoTakesTooLongGoesOnBesideTheLane() {
        var lanes = new Lanes(1, Duration.ofMillis(20), vertx);
        var slow = take(lanes);
        await().untilAtomic(told, equalTo(1));

        take(lanes);
        slow.free();
        assertThat(told.get()).as("freed by its time, and not again by its end").isLessThanOrEqualTo(2);
    }

    private Lane take(Lanes lanes) {
        return Objects.requireNonNull(lanes.take(told::incrementAndGet));
    }
}
