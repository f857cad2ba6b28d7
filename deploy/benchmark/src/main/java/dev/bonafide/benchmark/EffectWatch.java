package dev.bonafide.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks into a reader's inbox, over and over, for the events that are on their way, and notes when each can be seen. */
final class EffectWatch implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000;

    private final Connection reader;
    private final String consumer;
    private final Map<UUID, Long> underWay = new ConcurrentHashMap<>();
    private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable SQLException failure;

    /** Watches from now on; the connection is closed with the watch. */
    EffectWatch(Connection reader, String consumer) {
        this.reader = reader;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("effects").start(this::run);
    }

    /** The event has just been committed. */
    void committed(UUID event) {
        underWay.put(event, System.nanoTime());
    }

    /** Latencies of all events, once each has had its effect. */
    Percentiles latencies(Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        while (!underWay.isEmpty()) {
            var broken = failure;
            if (broken != null) {
                throw broken;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(underWay.size() + " events had no effect");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return new Percentiles(latencies.stream().mapToLong(Long::longValue).toArray());
    }

    private void run() {
        try (var seen =
                reader.prepareStatement("select event_id from inbox where consumer = ? and event_id = any(?)")) {
            seen.setString(1, consumer);
            while (running) {
                var events = underWay.keySet().toArray();
                if (events.length > 0) {
                    seen.setArray(2, reader.createArrayOf("uuid", events));
                    note(seen);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException broken) {
            failure = broken;
        }
    }

    private void note(PreparedStatement seen) throws SQLException {
        try (var rows = seen.executeQuery()) {
            long now = System.nanoTime();
            while (rows.next()) {
                var event = rows.getObject(1, UUID.class);
                latencies.add(now - underWay.getOrDefault(event, now));
                underWay.remove(event);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
