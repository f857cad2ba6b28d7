package dev.bonafide.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.config.KitConfig;
import dev.bonafide.kit.start.Door;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.thing.Topic;
import dev.bonafide.kit.transaction.CommitSignals;
import dev.bonafide.kit.transaction.PostgresConnections;
import dev.bonafide.kit.transaction.Transactions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class RelayTest {
    private static final String TOPIC = "kit.outgoing";
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    CommitSignals signals;

    @Inject
    KitConfig config;

    @Inject
    PostgresConnections connections;

    @Inject
    Door door;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> brokerConfig;

    private final Topic topic = new Topic(TOPIC);

    @Test
    void anEventOfACommittedTransactionArrivesWithItsEnvelope() {
        var id = UUID.randomUUID();

        var eventId = Things.await(transactions.run(session -> outbox.append(session, event(id, "one"))));

        var record = arrived(id, 1).getFirst();
        assertThat(record.value()).isEqualTo("{\"id\":\"" + id + "\",\"mark\":\"one\"}");
        assertThat(Topic.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Topic.header(record, "ce_id")).isEqualTo(eventId.toString());
        assertThat(Topic.header(record, "ce_type")).isEqualTo(Things.CHANGED);
        assertThat(Topic.header(record, "ce_subject")).isEqualTo(id.toString());
        assertThat(Topic.header(record, "ce_source")).isEqualTo("/kit-test");
        assertThat(Topic.header(record, "ce_time")).isEqualTo(NOW.toString());
        assertThat(Topic.header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void anEventOfATransactionThatFailedNeverLeaves() {
        var lost = UUID.randomUUID();
        var kept = UUID.randomUUID();

        var outcome = transactions
                .run(session -> outbox.append(session, event(lost, "never"))
                        .chain(() -> Uni.createFrom().<UUID>failure(new IllegalStateException("no"))))
                .onFailure(IllegalStateException.class)
                .recoverWithItem(lost);
        Things.await(outcome);
        Things.await(transactions.run(session -> outbox.append(session, event(kept, "later"))));

        arrived(kept, 1);
        assertThat(topic.read(lost)).isEmpty();
    }

    @Test
    void orderIsKeptPerAggregateWhenManyWriteAtOnce() throws Exception {
        var aggregates = Stream.generate(UUID::randomUUID).limit(10).toList();
        for (var aggregate : aggregates) {
            Things.await(transactions.run(session -> session.createNativeQuery("insert into thing (id) values (:id)")
                    .setParameter("id", aggregate)
                    .executeUpdate()));
        }

        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = new ArrayList<Future<?>>();
            for (int n = 0; n < 20; n++) {
                for (var aggregate : aggregates) {
                    writes.add(writers.submit(
                            () -> Things.await(transactions.run(session -> countAndAppend(session, aggregate)))));
                }
            }
            for (var write : writes) {
                write.get();
            }
        }

        var expected = IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();
        for (var aggregate : aggregates) {
            assertThat(marks(arrived(aggregate, 20))).isEqualTo(expected);
        }
    }

    @Test
    void aReplicaThatStandsByTakesOverWhenTheLeadersConnectionIsLost() throws Exception {
        var replica =
                new Relay(config, signals, connections, door, new SimpleMeterRegistry(), brokerConfig, "kit-test");
        replica.start(new io.quarkus.runtime.StartupEvent());
        try {
            var id = UUID.randomUUID();
            for (int n = 1; n <= 30; n++) {
                var mark = Integer.toString(n);
                Things.await(transactions.run(session -> outbox.append(session, event(id, mark))));
                if (n % 10 == 0) {
                    terminateLeader();
                }
            }

            var expected =
                    IntStream.rangeClosed(1, 30).mapToObj(Integer::toString).toList();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(marks(topic.read(id)).stream().distinct())
                                    .containsExactlyElementsOf(expected));
        } finally {
            replica.stop(new io.quarkus.runtime.ShutdownEvent());
        }
    }

    private void terminateLeader() {
        Things.await(transactions.run(session -> session.createNativeQuery(
                        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()")
                .getResultList()));
    }

    private Uni<UUID> countAndAppend(Mutiny.Session session, UUID aggregate) {
        return session.createNativeQuery("select count from thing where id = :id for update", Integer.class)
                .setParameter("id", aggregate)
                .getSingleResult()
                .call(() -> session.createNativeQuery("update thing set count = count + 1 where id = :id")
                        .setParameter("id", aggregate)
                        .executeUpdate())
                .chain(count -> outbox.append(session, event(aggregate, Integer.toString(count + 1))));
    }

    private List<ConsumerRecord<String, String>> arrived(UUID key, int count) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> topic.read(key), records -> records.size() == count);
    }

    private static List<String> marks(List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .map(record -> record.value().replaceAll(".*\"mark\":\"(.*?)\".*", "$1"))
                .toList();
    }

    private static OutgoingEvent event(UUID id, String mark) {
        return new OutgoingEvent(TOPIC, id, Things.CHANGED, new Things.ThingChanged(id, mark), NOW);
    }
}
