package dev.bonafide.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * From the commit of an event in one service to its effect in another, through the real relay, broker and consumer.
 *
 * <p>Trust cards are appended to identity's outbox at a steady rate, as identity does. The effect is community's inbox row,
 * which commits together with the projection; its time is taken in that transaction, by the same machine's clock.
 */
final class EventLatency {
    private static final String APPEND = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)
            values (?, 'identity.scores', ?, 'bonafide.identity.TrustCardChanged.v1', ?, now())""";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Databases databases;
    private final Clock machine = Clock.systemUTC();

    EventLatency(Databases databases) {
        this.databases = databases;
    }

    /** Latencies at the given rate; fails when an event does not arrive. */
    Percentiles atRate(int eventsPerSecond, int events) throws SQLException {
        var committed = new HashMap<UUID, Instant>();
        try (var identity = databases.open("identity");
                var wake = databases.open("identity")) {
            long intervalNanos = 1_000_000_000L / eventsPerSecond;
            long next = System.nanoTime();
            for (int n = 0; n < events; n++) {
                var id = append(identity);
                committed.put(id, machine.instant());
                notify(wake);
                next += intervalNanos;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
        return latencies(committed);
    }

    /** Events per second of the relay when many wait, until the outbox is empty. */
    double drain(int events) throws SQLException {
        try (var identity = databases.open("identity");
                var statement = identity.createStatement()) {
            statement.executeUpdate("""
                    insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)
                    select gen_random_uuid(), 'identity.scores', a.id, 'bonafide.identity.TrustCardChanged.v1',
                           replace('%s', 'ID', a.id), now()
                      from (select gen_random_uuid()::text as id from generate_series(1, %d)) a""".formatted(payload("ID"), events));
            notify(identity);
            long start = System.nanoTime();
            while (count(identity, "select count(*) from outbox") > 0) {
                LockSupport.parkNanos(1_000_000);
            }
            return events / ((System.nanoTime() - start) / 1e9);
        }
    }

    private Percentiles latencies(Map<UUID, Instant> committed) throws SQLException {
        try (var community = databases.open("community")) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            var effects = effects(community, committed);
            while (effects.size() < committed.size()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(committed.size() - effects.size() + " events had no effect");
                }
                LockSupport.parkNanos(100_000_000);
                effects = effects(community, committed);
            }
            return new Percentiles(between(committed, effects));
        }
    }

    private static long[] between(Map<UUID, Instant> committed, Map<UUID, Instant> effects) {
        return committed.entrySet().stream()
                .mapToLong(
                        event -> Duration.between(event.getValue(), effects.getOrDefault(event.getKey(), Instant.MAX))
                                .toNanos())
                .map(nanos -> Math.max(0, nanos))
                .toArray();
    }

    private Map<UUID, Instant> effects(Connection community, Map<UUID, Instant> committed) throws SQLException {
        var effects = new HashMap<UUID, Instant>();
        try (var statement =
                community.prepareStatement("select event_id, handled_at from inbox where event_id = any(?)")) {
            statement.setArray(
                    1, community.createArrayOf("uuid", committed.keySet().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    effects.put(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return effects;
    }

    private static UUID append(Connection identity) throws SQLException {
        var id = UUID.randomUUID();
        var account = UUID.randomUUID().toString();
        try (var statement = identity.prepareStatement(APPEND)) {
            statement.setObject(1, id);
            statement.setString(2, account);
            statement.setString(3, payload(account));
            statement.executeUpdate();
        }
        return id;
    }

    private static void notify(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("notify outbox");
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
