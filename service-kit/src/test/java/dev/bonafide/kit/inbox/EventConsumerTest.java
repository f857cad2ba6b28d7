package dev.bonafide.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.thing.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class EventConsumerTest {
    @Inject
    Things things;

    private final Topic topic = new Topic(Things.TOPIC);
    private final Topic dead = new Topic(DeadLetters.topicOf(Things.TOPIC));

    @Test
    void anEventThatComesAgainHasNoSecondEffect() {
        var id = UUID.randomUUID();
        var event = UUID.randomUUID();

        topic.publish(event, Things.CHANGED, id, payload(id, "a"));
        topic.publish(event, Things.CHANGED, id, payload(id, "a"));
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "b"));
        topic.publish(event, Things.CHANGED, id, payload(id, "a"));
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "c"));

        assertSeen(id, "a;b;c;");
    }

    @Test
    void aWholeTopicPlayedAgainChangesNothing() {
        var id = UUID.randomUUID();
        for (int n = 0; n < 10; n++) {
            topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, Integer.toString(n)));
        }
        assertSeen(id, "0;1;2;3;4;5;6;7;8;9;");

        for (var record : topic.read(id)) {
            topic.publish(new ProducerRecord<>(Things.TOPIC, null, record.key(), record.value(), record.headers()));
        }
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "end"));

        assertSeen(id, "0;1;2;3;4;5;6;7;8;9;end;");
    }

    @Test
    void aRecordThatCannotBeReadBecomesADeadLetterAndThePartitionGoesOn() {
        var id = UUID.randomUUID();

        topic.publish(UUID.randomUUID(), Things.CHANGED, id, "{ not json");
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "after"));

        assertSeen(id, "after;");
        var letter = dead.read(id).getFirst();
        assertThat(letter.value()).isEqualTo("{ not json");
        assertThat(Topic.header(letter, "dlq_reason")).contains("Not readable as ThingChanged");
        assertThat(Topic.header(letter, "dlq_topic")).isEqualTo(Things.TOPIC);
        assertThat(Topic.header(letter, "dlq_consumer")).isEqualTo("kit-test");
        assertThat(Topic.header(letter, "ce_type")).isEqualTo(Things.CHANGED);
    }

    @Test
    void aRecordWhoseHandlerKeepsFailingBecomesADeadLetterAfterBoundedTries() {
        var id = UUID.randomUUID();

        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "refuses"));
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "after"));

        assertSeen(id, "after;");
        assertThat(dead.read(id))
                .singleElement()
                .satisfies(
                        letter -> assertThat(Topic.header(letter, "dlq_reason")).contains("this thing refuses"));
    }

    @Test
    void aRecordWithoutAnEnvelopeBecomesADeadLetter() {
        var id = UUID.randomUUID();

        topic.publish(new ProducerRecord<>(Things.TOPIC, id.toString(), payload(id, "bare")));
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "after"));

        assertSeen(id, "after;");
        assertThat(dead.read(id)).hasSize(1);
    }

    @Test
    void theOrderOfAPartitionIsKeptWhenManyRecordsComeAtOnce() {
        var key = UUID.randomUUID();
        var ids = Stream.generate(UUID::randomUUID).limit(5).toList();
        var records = new ArrayList<ProducerRecord<String, String>>();
        for (int n = 0; n < 300; n++) {
            for (var id : ids) {
                records.add(topic.event(
                        UUID.randomUUID(), Things.CHANGED, key, payload(id, n == 150 ? "refuses" : "" + n)));
            }
            if (n != 150) {
                records.add(records.getLast());
            }
        }

        topic.publish(records);

        var marks = IntStream.range(0, 300)
                .filter(n -> n != 150)
                .mapToObj(n -> n + ";")
                .collect(Collectors.joining());
        ids.forEach(id -> assertSeen(id, marks));
        assertThat(dead.read(key)).hasSize(ids.size());
    }

    @Test
    void partitionsThatGoToAnotherReplicaAndComeBackLoseNothingRepeatNothingAndKeepTheirOrder() {
        var ids = Stream.generate(UUID::randomUUID).limit(20).toList();
        var visit = CompletableFuture.runAsync(() -> topic.visit("kit-test"));
        int marks = 0;
        do {
            publishToAll(ids, marks++);
        } while (!visit.isDone());
        publishToAll(ids, marks++);

        assertThat(visit).isCompleted();
        var all = IntStream.range(0, marks).mapToObj(n -> n + ";").collect(Collectors.joining());
        ids.forEach(id -> assertSeen(id, all));
    }

    private void publishToAll(List<UUID> ids, int mark) {
        topic.publish(ids.stream()
                .map(id -> topic.event(UUID.randomUUID(), Things.CHANGED, id, payload(id, "" + mark)))
                .toList());
    }

    @Test
    void anUnknownTypeIsSkipped() {
        var id = UUID.randomUUID();

        topic.publish(UUID.randomUUID(), "bonafide.kit.ThingInvented.v9", id, payload(id, "unknown"));
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "known"));

        assertSeen(id, "known;");
        assertThat(dead.read(id)).isEmpty();
    }

    private void assertSeen(UUID id, String marks) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(things.seen(id)).isEqualTo(marks));
    }

    private static String payload(UUID id, String mark) {
        return "{\"id\":\"" + id + "\",\"mark\":\"" + mark + "\",\"added\":true}";
    }
}
