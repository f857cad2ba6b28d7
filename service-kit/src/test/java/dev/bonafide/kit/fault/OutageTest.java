package dev.bonafide.kit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.Stack;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.inbox.DeadLetters;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.thing.Topic;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is lost when a part of the stack goes away for a while: nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class OutageTest {
    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    Timers timers;

    @Inject
    Things things;

    @Inject
    Clock clock;

    @Test
    void withTheBrokerAwayCommandsGoOnAndTheirEventsFollowInOrder() {
        var id = UUID.randomUUID();
        append(id, "before");
        assertSeen(id, "before;");

        Stack.kafka().stop();
        try {
            for (int n = 1; n <= 5; n++) {
                append(id, Integer.toString(n));
            }
        } finally {
            Stack.kafka().start();
        }
        append(id, "after");

        assertSeen(id, "before;1;2;3;4;5;after;");
    }

    @Test
    void withTheDatabaseAwayEventsWaitAndNoneBecomesADeadLetter() {
        var id = UUID.randomUUID();
        var topic = new Topic(Things.TOPIC);
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "before"));
        assertSeen(id, "before;");

        Stack.postgres().stop();
        try {
            topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "during"));
        } finally {
            Stack.postgres().start();
        }
        topic.publish(UUID.randomUUID(), Things.CHANGED, id, payload(id, "after"));

        assertSeen(id, "before;during;after;");
        assertThat(new Topic(DeadLetters.topicOf(Things.TOPIC)).read(id)).isEmpty();
    }

    @Test
    void timersAndEventsGoOnAfterTheDatabaseWasAway() {
        var id = UUID.randomUUID();
        Stack.postgres().stop();
        Stack.postgres().start();

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            Things.await(transactions.run(session -> timers.schedule(session, "first", id, clock.instant())));
            return true;
        });
        append(id, "after");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !things.fired(List.of(id)).isEmpty());
        assertSeen(id, "after;");
    }

    private void append(UUID id, String mark) {
        Things.await(transactions.run(session -> outbox.append(
                session,
                new OutgoingEvent(
                        Things.TOPIC, id, Things.CHANGED, new Things.ThingChanged(id, mark), clock.instant()))));
    }

    private void assertSeen(UUID id, String marks) {
        await().atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(things.seen(id)).isEqualTo(marks));
    }

    private static String payload(UUID id, String mark) {
        return "{\"id\":\"" + id + "\",\"mark\":\"" + mark + "\"}";
    }
}
