package dev.bonafide.kit.inbox;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.transaction.CommitSignals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * No test but a program that measures and promises nothing; it only runs when it is named:
 * {@code ./bonafide mvn -pl service-kit test -Dtest=InboxMeasure -Dbonafide.fixtures.fsync=on}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class InboxMeasure {
    private static final int PARTITIONS = 12;
    private static final int POLLS = 50;
    private static final int POLL = 64;

    @Inject
    Intake intake;

    @Inject
    CommitSignals signals;

    /** Records per second with a trivial handler, one by one and in groups, by turns on the same machine. */
    @Test
    void groupsBesideSingles() throws InterruptedException {
        System.out.printf("%n| %-24s | %-24s |%n|%s|%s|%n", "one by one", "in groups", "-".repeat(26), "-".repeat(26));
        for (int round = 0; round < 5; round++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %,16.0f records/s | %,16.0f records/s |%n",
                    recordsPerSecond(1),
                    recordsPerSecond(64));
        }
    }

    /** From the commit of an event to its visible effect, through relay, broker and lanes of this one process. */
    @Test
    void commitToEffect() throws SQLException {
        System.out.printf(
                "%n| %-12s | %-8s | %-8s |%n|%s|%s|%s|%n",
                "events/s", "p50 ms", "p99 ms", "-".repeat(14), "-".repeat(10), "-".repeat(10));
        for (int rate : new int[] {100, 200, 300, 500, 500, 500}) {
            var nanos = latencies(rate, rate * 8);
            System.out.printf(Locale.ROOT, "| %12d | %8.1f | %8.1f |%n", rate, millis(nanos, 50), millis(nanos, 99));
        }
    }

    private double recordsPerSecond(int groupMax) throws InterruptedException {
        var lanes = new Lanes(config(groupMax), intake);
        lanes.start(new StartupEvent());
        try {
            long start = System.nanoTime();
            for (int n = 0; n < POLLS; n++) {
                Things.await(lanes.take(poll()));
            }
            return POLLS * POLL / ((System.nanoTime() - start) / 1e9);
        } finally {
            lanes.stop(new ShutdownEvent());
        }
    }

    private static KitConfig config(int groupMax) {
        return new SmallRyeConfigBuilder()
                .withMapping(KitConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("bonafide.kit.inbox.group-max", Integer.toString(groupMax))
                .build()
                .getConfigMapping(KitConfig.class);
    }

    private static ConsumerRecords<String, byte[]> poll() {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
        for (int n = 0; n < POLL; n++) {
            int partition = n % PARTITIONS;
            records.computeIfAbsent(new TopicPartition(Things.TOPIC, partition), _ -> new ArrayList<>())
                    .add(record(partition));
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    private static ConsumerRecord<String, byte[]> record(int partition) {
        var thing = UUID.randomUUID();
        var record = new ConsumerRecord<>(
                Things.TOPIC, partition, 0, thing.toString(), payload(thing).getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        Things.CHANGED,
                        "ce_subject",
                        thing.toString(),
                        "ce_time",
                        "2026-11-01T08:00:00Z")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private List<Long> latencies(int rate, int events) throws SQLException {
        var underWay = new ConcurrentHashMap<UUID, Long>();
        var nanos = new ArrayList<Long>();
        try (var connection = open();
                var append = connection.prepareStatement("""
                        insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)
                        values (?, 'kit.things', ?, 'bonafide.kit.ThingChanged.v1', ?, now())""");
                var reader = open();
                var seen = reader.prepareStatement(
                        "select event_id from inbox where consumer = 'kit-test' and event_id = any(?)")) {
            long next = System.nanoTime();
            int appended = 0;
            // One thread appends when it is time to and looks for effects in between.
            while (nanos.size() < events) {
                if (appended < events && System.nanoTime() >= next) {
                    var id = UUID.randomUUID();
                    var thing = UUID.randomUUID();
                    append.setObject(1, id);
                    append.setString(2, thing.toString());
                    append.setString(3, payload(thing));
                    append.executeUpdate();
                    underWay.put(id, System.nanoTime());
                    signals.wake(CommitSignals.Work.OUTBOX);
                    appended++;
                    next += 1_000_000_000L / rate;
                } else {
                    note(reader, seen, underWay, nanos);
                    LockSupport.parkNanos(Math.min(500_000, next - System.nanoTime()));
                }
            }
        }
        return nanos;
    }

    private static void note(Connection reader, PreparedStatement seen, Map<UUID, Long> underWay, List<Long> nanos)
            throws SQLException {
        if (underWay.isEmpty()) {
            return;
        }
        seen.setArray(1, reader.createArrayOf("uuid", underWay.keySet().toArray()));
        try (var rows = seen.executeQuery()) {
            long now = System.nanoTime();
            while (rows.next()) {
                nanos.add(now - Objects.requireNonNull(underWay.remove(rows.getObject(1, UUID.class))));
            }
        }
    }

    private static double millis(List<Long> nanos, int percent) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[Math.clamp((int) Math.ceil(percent / 100.0 * sorted.length) - 1, 0, sorted.length - 1)] / 1e6;
    }

    private static String payload(UUID thing) {
        return "{\"id\":\"" + thing + "\",\"mark\":\"m\"}";
    }

    private static Connection open() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getOptionalValue("quarkus.datasource.password", String.class)
                        .orElse(""));
    }
}
