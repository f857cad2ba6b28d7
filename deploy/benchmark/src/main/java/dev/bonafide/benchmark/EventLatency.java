package dev.bonafide.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * From the commit of an event in one service to its effect in another, through the real relay, broker and consumer.
 *
 * <p>Trust cards are appended to identity's outbox at a steady rate, as identity does. The effect is community's inbox row,
 * which commits together with the projection; it counts from the moment another connection can see it. That connection
 * asks every millisecond, so a figure is an upper bound.
 */
final class EventLatency {
    private static final String READER = "community";
    private static final String APPEND = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)
            values (?, 'identity.scores', ?, 'bonafide.identity.TrustCardChanged.v1', ?, now())""";
    private static final String APPEND_MANY = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)
            select gen_random_uuid(), 'identity.scores', a.id, 'bonafide.identity.TrustCardChanged.v1',
                   replace(?, 'ID', a.id), now()
              from (select gen_random_uuid()::text as id from generate_series(1, ?)) a""";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Events per second that left the outbox, and that had their effect, when many were waiting. */
    record Drained(double relayed, double handled) {}

    private final Databases databases;

    EventLatency(Databases databases) {
        this.databases = databases;
    }

    /** Latencies at the given rate; fails when an event has no effect. */
    Percentiles atRate(int eventsPerSecond, int events) throws SQLException {
        try (var identity = databases.open("identity");
                var wake = databases.open("identity");
                var append = identity.prepareStatement(APPEND);
                var notify = wake.prepareStatement("notify outbox");
                var watch = new EffectWatch(databases.open(READER), READER + "-service")) {
            long intervalNanos = 1_000_000_000L / eventsPerSecond;
            long next = System.nanoTime();
            for (int n = 0; n < events; n++) {
                var id = UUID.randomUUID();
                var account = UUID.randomUUID().toString();
                append.setObject(1, id);
                append.setString(2, account);
                append.setString(3, payload(account));
                append.executeUpdate();
                watch.committed(id);
                notify.execute();
                next += intervalNanos;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            return watch.latencies(PATIENCE);
        }
    }

    /** Lets many events wait and sees how fast they go. */
    Drained drain(int events) throws SQLException {
        try (var identity = databases.open("identity");
                var reader = databases.open(READER);
                var append = identity.prepareStatement(APPEND_MANY);
                var notify = identity.prepareStatement("notify outbox")) {
            long handledBefore = count(reader, "select count(*) from inbox");
            append.setString(1, payload("ID"));
            append.setInt(2, events);
            append.executeUpdate();
            notify.execute();
            long start = System.nanoTime();
            waitUntil(() -> count(identity, "select count(*) from outbox") == 0);
            double relaySeconds = (System.nanoTime() - start) / 1e9;
            waitUntil(() -> count(reader, "select count(*) from inbox") >= handledBefore + events);
            return new Drained(events / relaySeconds, events / ((System.nanoTime() - start) / 1e9));
        }
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    private static void waitUntil(Condition condition) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Events are still on their way after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String payload(String account) {
        return "{\"accountId\":\"" + account + "\",\"level\":\"L1\",\"score\":610,\"scoreBand\":\"<650\",\"badges\":[],"
                + "\"completedSales\":0,\"memberSince\":\"2026-11-01\",\"at\":\"2026-11-01T09:30:00Z\"}";
    }
}
