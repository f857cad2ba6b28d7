package dev.bonafide.kit.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What works in the background begins when the service listens, and not before. */
class DoorTest {
    private final Door door = new Door();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void workComesInOneAfterAnotherOnceTheServiceListens() throws Exception {
        var first = door.whenOpen("first", () -> done.add("first"));
        var second = door.whenOpen("second", () -> done.add("second"));
        await().untilAsserted(() ->
                assertThat(List.of(first.getState(), second.getState())).containsOnly(Thread.State.TIMED_WAITING));
        assertThat(done).isEmpty();

        door.open(new HttpServerStart(new HttpServerOptions()));

        first.join();
        second.join();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void whatMustNotWaitIsDoneAtOnce() throws Exception {
        var work = door.whenOpen("timers", () -> done.add("clock"), () -> done.add("timers"));

        await().untilAsserted(() -> assertThat(done).containsExactly("clock"));
        door.openSecurely(new HttpsServerStart(new HttpServerOptions()));
        work.join();
        assertThat(done).containsExactly("clock", "timers");
    }

    @Test
    void whoIsStoppedBeforeNeverBegins() throws Exception {
        var work = door.whenOpen("late", () -> done.add("late"));

        work.interrupt();
        work.join();

        door.open(new HttpServerStart(new HttpServerOptions()));
        assertThat(done).isEmpty();
    }
}
