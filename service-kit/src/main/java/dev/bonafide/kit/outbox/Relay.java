package dev.bonafide.kit.outbox;

import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.event.EventHeaders;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.transaction.CommitSignals;
import dev.bonafide.kit.transaction.CommitSignals.Work;
import dev.bonafide.kit.transaction.PostgresConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from the outbox to Kafka.
 *
 * <p>Of all replicas one leads, by a session lock of PostgreSQL; the others stand by and pass on their commits with
 * NOTIFY. The leader sends in order of append, waits for the broker's acknowledgement and only then deletes the rows, so
 * nothing is lost whenever it is killed; what is sent twice, readers recognise by its id. A send never gives up while
 * the process lives: a record that gave up could be overtaken by a later one of its aggregate.
 */
@ApplicationScoped
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);

    /** Key of the session lock; any fixed number does, each service has its own database. */
    private static final long LEADER_LOCK = 0x6f7574626f78L;

    private static final int LINGER_MAX_MILLIS = 100;

    private static final String NEXT = """
            select position, id, aggregatetype, aggregateid, type, payload, occurred_at, correlation_id, causation_id,
                   traceparent, created_at
              from outbox order by position limit $1""";

    private final KitConfig config;
    private final CommitSignals signals;
    private final PostgresConnections connections;
    private final Door door;
    private final Map<String, Object> brokerConfig;
    private final String source;
    private final AtomicReference<@Nullable OffsetDateTime> oldest = new AtomicReference<>();
    private volatile boolean running = true;
    private @Nullable Thread thread;

    Relay(
            KitConfig config,
            CommitSignals signals,
            PostgresConnections connections,
            Door door,
            MeterRegistry meters,
            @Identifier("default-kafka-broker") Map<String, Object> brokerConfig,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.signals = signals;
        this.connections = connections;
        this.door = door;
        this.brokerConfig = brokerConfig;
        this.source = "/" + service;
        meters.gauge("bonafide.outbox.oldest.seconds", oldest, waiting -> seconds(waiting.get()));
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        thread = door.whenOpen("outbox-relay", this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        var started = thread;
        if (started != null) {
            started.interrupt();
            started.join(Duration.ofSeconds(2));
        }
    }

    private void run() {
        var pause = config.outbox().backOff();
        var producer = producer();
        try {
            while (running) {
                try {
                    var connection = connections.open();
                    try {
                        pause = config.outbox().backOff();
                        standByOrLead(connection, producer);
                    } finally {
                        connection.closeAndForget();
                    }
                } catch (InterruptedException | CancellationException stopped) {
                    return;
                } catch (RuntimeException failure) {
                    if (!running) {
                        return;
                    }
                    LOG.warnf("Outbox relay pauses for %s: %s", pause, failure.toString());
                    pause = sleep(pause);
                }
            }
        } catch (InterruptedException stopped) {
            // Stopping: what was sent and not yet deleted is sent again by the next leader.
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void standByOrLead(PgConnection connection, KafkaProducer<String, String> producer)
            throws InterruptedException {
        connection.notificationHandler(_ -> signals.wake(Work.OUTBOX));
        while (running && !takeLead(connection)) {
            // What was waiting when the lead was lost is the new leader's to tell.
            oldest.set(null);
            if (signals.await(Work.OUTBOX, config.outbox().pollInterval().toMillis())) {
                connection.query("notify outbox").executeAndAwait();
            }
        }
        connection.query("listen outbox").executeAndAwait();
        // A deletion that a crash of the server undoes is an event sent twice, which readers recognise.
        connection.query("set synchronous_commit = off").executeAndAwait();
        // Statistics say that the table is empty, as it mostly is, so it would be read as a whole; and under load it is
        // full of rows that are gone.
        connection.query("set enable_seqscan = off").executeAndAwait();
        lead(connection, producer);
    }

    private void lead(PgConnection connection, KafkaProducer<String, String> producer) throws InterruptedException {
        Future<?> deleted = CompletableFuture.completedFuture(null);
        while (running) {
            long start = System.nanoTime();
            // The deletion travels ahead of this question on the same connection, so no event is seen again.
            var rows = connection
                    .preparedQuery(NEXT)
                    .executeAndAwait(Tuple.of(config.outbox().batchSize()));
            await(deleted, "Sent events could not be deleted");
            if (rows.size() > 0) {
                oldest.set(rows.iterator().next().getOffsetDateTime("created_at"));
                send(rows, producer);
                deleted = delete(connection, rows);
            }
            oldest.set(null);
            if (rows.size() < config.outbox().batchSize()) {
                if (rows.size() > 0) {
                    Thread.sleep(pause(System.nanoTime() - start));
                }
                signals.await(Work.OUTBOX, config.outbox().pollInterval().toMillis());
            }
        }
    }

    /** As long as the round took: a house with time to spare hears sooner, a busy one is woken less often. */
    private Duration pause(long roundNanos) {
        var longest = config.outbox().pace();
        return roundNanos < longest.toNanos() ? Duration.ofNanos(roundNanos) : longest;
    }

    private boolean takeLead(PgConnection connection) {
        return connection
                .preparedQuery("select pg_try_advisory_lock($1)")
                .executeAndAwait(Tuple.of(LEADER_LOCK))
                .iterator()
                .next()
                .getBoolean(0);
    }

    /** Returns when the broker has every event. */
    private void send(RowSet<Row> rows, KafkaProducer<String, String> producer) throws InterruptedException {
        var sends = new ArrayList<Future<RecordMetadata>>();
        for (var row : rows) {
            sends.add(producer.send(record(row)));
        }
        producer.flush();
        for (var send : sends) {
            await(send, "The broker refused an event");
        }
    }

    private static Future<?> delete(PgConnection connection, RowSet<Row> rows) {
        var positions = new ArrayList<Long>();
        rows.forEach(row -> positions.add(row.getLong("position")));
        return connection
                .preparedQuery("delete from outbox where position = any($1)")
                .execute(Tuple.of(positions.toArray(Long[]::new)))
                .subscribeAsCompletionStage();
    }

    private static void await(Future<?> outcome, String otherwise) throws InterruptedException {
        try {
            outcome.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(otherwise + ": " + failure.getCause(), failure.getCause());
        }
    }

    private double seconds(@Nullable OffsetDateTime since) {
        return since == null ? 0 : connections.machineAge(since).toMillis() / 1000.0;
    }

    private ProducerRecord<String, String> record(Row row) {
        var key = row.getString("aggregateid");
        var headers = new RecordHeaders();
        EventHeaders.add(headers, EventHeaders.SPEC_VERSION, "1.0");
        EventHeaders.add(headers, EventHeaders.ID, row.getUUID("id").toString());
        EventHeaders.add(headers, EventHeaders.SOURCE, source);
        EventHeaders.add(headers, EventHeaders.TYPE, row.getString("type"));
        EventHeaders.add(headers, EventHeaders.SUBJECT, key);
        EventHeaders.add(headers, EventHeaders.TIME, instant(row.getOffsetDateTime("occurred_at")));
        EventHeaders.add(headers, EventHeaders.PARTITION_KEY, key);
        EventHeaders.add(headers, EventHeaders.CONTENT_TYPE, "application/json");
        EventHeaders.add(headers, EventHeaders.CORRELATION_ID, row.getString("correlation_id"));
        EventHeaders.add(headers, EventHeaders.CAUSATION_ID, row.getString("causation_id"));
        EventHeaders.add(headers, EventHeaders.TRACEPARENT, row.getString("traceparent"));
        return new ProducerRecord<>(row.getString("aggregatetype"), null, key, row.getString("payload"), headers);
    }

    private static String instant(OffsetDateTime time) {
        return time.toInstant().toString();
    }

    private KafkaProducer<String, String> producer() {
        var settings = new HashMap<>(brokerConfig);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // What is sent in one round waits for its last event, then goes at once: see the flush after it.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MAX_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay" + source.replace('/', '-'));
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private Duration sleep(Duration pause) throws InterruptedException {
        var jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        Thread.sleep(Duration.ofNanos((long) (pause.toNanos() * jitter)));
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(config.outbox().backOffMax()) > 0
                ? config.outbox().backOffMax()
                : doubled;
    }
}
