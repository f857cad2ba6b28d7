package dev.bonafide.gateway.live;

import dev.bonafide.gateway.config.LiveConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.List;

/**
 * One open stream of server-sent events. Writes no faster than its reader takes, and ends with an event that says why; the
 * reader resumes by the last id. Everything but {@link #wake()} happens on one Vert.x context.
 */
final class LiveStream {

    /** Why a stream is ended from here. */
    enum End {
        /** The reader took nothing for too long, or fell behind what is kept. */
        TOO_SLOW,
        /** The token has expired. */
        TOKEN_EXPIRED
    }

    private static final int BATCH = 32;
    private static final int QUEUED_BYTES_MAX = 64 * 1024;
    private static final long FLUSH_MILLIS = 30_000;

    private final HttpServerResponse response;
    private final Context context;
    private final LiveConfig config;
    private final Position position;
    private final AccountFeed feed;
    private final Clock clock;
    private final Runnable sever;
    private volatile boolean isOver;
    private long next;
    private long heartbeat = -1;
    private long stall = -1;
    private long life = -1;

    /**
     * A stream that is not open yet.
     *
     * @param position what the reader has been told
     * @param sever closes the connection
     */
    LiveStream(
            HttpServerResponse response,
            Context context,
            LiveConfig config,
            AccountFeed feed,
            Position position,
            Clock clock,
            Runnable sever) {
        this.clock = clock;
        this.sever = sever;
        this.response = response;
        this.context = context;
        this.config = config;
        this.feed = feed;
        this.position = position;
        this.next = feed.first();
    }

    /** Begins with the id of where it stands, so that a reader who is cut off before the first event loses nothing. */
    void open(String opening, long lifeMillis) {
        response.setWriteQueueMaxSize(QUEUED_BYTES_MAX);
        if (feed.from(next, 1).isEmpty()) {
            position.caughtUp(clock.instant());
        }
        response.write("retry: 1000\n" + opening + "id: " + position.text() + "\n\n");
        Vertx vertx = context.owner();
        heartbeat = vertx.setPeriodic(config.heartbeat().toMillis(), _ -> beat());
        life = vertx.setTimer(lifeMillis, _ -> end(End.TOKEN_EXPIRED));
        pump();
    }

    /** There may be something new. From any thread. */
    void wake() {
        if (!isOver) {
            context.runOnContext(_ -> pump());
        }
    }

    /** Nobody reads any more. */
    void close() {
        isOver = true;
        Vertx vertx = context.owner();
        vertx.cancelTimer(heartbeat);
        vertx.cancelTimer(stall);
        vertx.cancelTimer(life);
    }

    private void pump() {
        while (!isOver && !response.writeQueueFull()) {
            if (feed.first() > next) {
                end(End.TOO_SLOW);
                return;
            }
            List<AccountFeed.Entry> batch = feed.from(next, BATCH);
            if (batch.isEmpty()) {
                position.caughtUp(clock.instant());
                return;
            }
            for (AccountFeed.Entry entry : batch) {
                tell(entry.event());
                next = entry.number() + 1;
            }
        }
        if (!isOver && stall < 0) {
            stall = context.owner().setTimer(config.stallLimit().toMillis(), _ -> end(End.TOO_SLOW));
            response.drainHandler(_ -> drained());
        }
    }

    private void drained() {
        context.owner().cancelTimer(stall);
        stall = -1;
        pump();
    }

    private void tell(LiveEvent event) {
        if (!position.covers(event)) {
            position.tell(event);
            response.write("id: " + position.text() + "\nevent: " + event.type() + "\ndata: " + event.json() + "\n\n");
        }
    }

    private void beat() {
        if (!isOver && !response.writeQueueFull()) {
            response.write(": alive\n\n");
        }
    }

    private void end(End why) {
        if (isOver) {
            return;
        }
        close();
        // Whoever takes nothing would hold the connection for ever.
        long flush = context.owner().setTimer(FLUSH_MILLIS, _ -> sever.run());
        response.end("event: end\ndata: {\"code\":\"" + why + "\"}\n\n")
                .onComplete(_ -> context.owner().cancelTimer(flush));
    }
}
