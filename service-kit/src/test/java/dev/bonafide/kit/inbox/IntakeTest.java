package dev.bonafide.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.thing.Topic;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Groups that go well, and every way in which one may not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class IntakeTest {
    @Inject
    Intake intake;

    @Inject
    Things things;

    @Inject
    Transactions transactions;

    private final Topic dead = new Topic(DeadLetters.topicOf(Things.TOPIC));
    private final UUID thing = UUID.randomUUID();

    /** A record that says this mark of this thing. */
    private record Said(UUID event, ConsumerRecord<String, byte[]> record) {}

    @Test
    void aGroupIsHandledInOneTransactionAndInOrder() {
        var group = said("a", "b", "c", "d");

        take(group);

        assertThat(things.seen(thing)).isEqualTo("a;b;c;d;");
        assertThat(things.transactionsOf(ids(group))).isEqualTo(1);
    }

    @Test
    void aGroupThatComesAgainChangesNothing() {
        var group = said("a", "b", "c");
        take(group);
        var longer = new ArrayList<>(group);
        longer.addAll(said("d"));

        take(longer);

        assertThat(things.seen(thing)).isEqualTo("a;b;c;d;");
    }

    @Test
    void anEventThatStandsTwiceInAGroupHasOneEffect() {
        var group = said("a", "b");
        var twice = List.of(group.get(0), group.get(1), group.get(0), group.get(1));

        take(twice);

        assertThat(things.seen(thing)).isEqualTo("a;b;");
        assertThat(things.transactionsOf(ids(group))).isEqualTo(1);
    }

    @Test
    void anEventNobodyCanHandleBecomesADeadLetterAndItsNeighboursHaveTheirEffectOnce() {
        var group = said("a", "b", "refuses", "c", "d");

        take(group);

        assertThat(things.seen(thing)).isEqualTo("a;b;c;d;");
        assertThat(dead.read(thing)).singleElement().satisfies(letter -> {
            assertThat(Topic.header(letter, "ce_id"))
                    .isEqualTo(group.get(2).event().toString());
            assertThat(Topic.header(letter, "dlq_reason")).contains("this thing refuses");
        });
    }

    @Test
    void aRecordThatCannotBeReadIsSetAsideWhileItsNeighboursStayTogether() {
        var group = new ArrayList<>(said("a", "b"));
        group.add(1, record(UUID.randomUUID(), "{ not json"));

        take(group);

        assertThat(things.seen(thing)).isEqualTo("a;b;");
        assertThat(things.transactionsOf(ids(group))).isEqualTo(1);
        assertThat(dead.read(thing)).hasSize(1);
    }

    @Test
    void anEventChosenAsTheVictimOfADeadlockIsTriedAgainAndItsNeighboursHaveTheirEffectOnce() {
        var group = said("a", "deadlocks once", "b");

        take(group);

        assertThat(things.seen(thing)).isEqualTo("a;deadlocks once;b;");
        assertThat(things.transactionsOf(ids(group))).isEqualTo(3);
        assertThat(dead.read(thing)).isEmpty();
    }

    @Test
    void aConnectionLostInTheMiddleOfAGroupLosesNothingAndRepeatsNothing() {
        var group = said("a", "b", "loses its connection once", "c");

        take(group);

        assertThat(things.seen(thing)).isEqualTo("a;b;loses its connection once;c;");
        assertThat(dead.read(thing)).isEmpty();
    }

    @Test
    void groupsThatLockTheSameThingsInOppositeOrderAllHaveTheirEffect() {
        var other = UUID.randomUUID();
        var taken = new ArrayList<Uni<Void>>();
        for (int n = 0; n < 20; n++) {
            var mark = Integer.toString(n);
            taken.add(intake.take(records(List.of(said(thing, mark), said(other, mark)))));
            taken.add(intake.take(records(List.of(said(other, mark), said(thing, mark)))));
        }

        Things.await(Uni.join().all(taken).andFailFast());

        assertThat(things.seen(thing).split(";")).hasSize(40);
        assertThat(things.seen(other).split(";")).hasSize(40);
    }

    @Test
    void aGroupThatMeetsALockGivesWayAndItsEventsWaitForTheirTurn() throws InterruptedException {
        take(said("first"));
        var other = UUID.randomUUID();
        var group = List.of(said(other, "a"), said(thing, "b"), said(other, "c"));
        var locked = new CountDownLatch(1);
        var release = new CompletableFuture<Void>();
        var holder = transactions
                .runApart(session -> session.createNativeQuery("select count from thing where id = :id for update")
                        .setParameter("id", thing)
                        .getSingleResult()
                        .invoke(locked::countDown)
                        .chain(() -> Things.waitFor(release)))
                .subscribeAsCompletionStage();
        locked.await();

        var taken = intake.take(records(group)).subscribeAsCompletionStage();

        // Alone, because the second event cannot have its effect yet.
        await().atMost(Duration.ofSeconds(20)).until(() -> things.seen(other).equals("a;"));
        assertThat(taken).isNotDone();
        release.complete(null);
        assertThat(taken).succeedsWithin(Duration.ofSeconds(20));
        assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
        assertThat(things.seen(thing)).isEqualTo("first;b;");
        assertThat(things.seen(other)).isEqualTo("a;c;");
        assertThat(things.transactionsOf(ids(group))).isEqualTo(3);
    }

    @Test
    void whatFollowsFromAnEventOfAGroupNamesThatEventAsItsCause() {
        var group = said("echoes", "echoes", "echoes");

        take(group);

        var echoes = await().atMost(Duration.ofSeconds(20))
                .until(() -> new Topic(Things.ECHOES).read(thing), records -> records.size() == 3);
        assertThat(echoes)
                .extracting(echo -> Topic.header(echo, "ce_causationid"))
                .containsExactlyElementsOf(
                        ids(group).stream().map(UUID::toString).toList());
        assertThat(echoes)
                .extracting(echo -> Topic.header(echo, "ce_correlationid"))
                .containsExactlyElementsOf(
                        ids(group).stream().map(id -> "from " + id).toList());
        assertThat(echoes)
                .extracting(echo -> Topic.header(echo, "traceparent"))
                .containsExactlyElementsOf(
                        ids(group).stream().map(id -> "trace of " + id).toList());
    }

    private void take(List<Said> group) {
        Things.await(intake.take(records(group)));
    }

    private List<Said> said(String... marks) {
        return Arrays.stream(marks).map(mark -> said(thing, mark)).toList();
    }

    private Said said(UUID id, String mark) {
        return record(UUID.randomUUID(), "{\"id\":\"" + id + "\",\"mark\":\"" + mark + "\"}");
    }

    private Said record(UUID event, String payload) {
        var record =
                new ConsumerRecord<>(Things.TOPIC, 0, 0, thing.toString(), payload.getBytes(StandardCharsets.UTF_8));
        header(record, "ce_id", event.toString());
        header(record, "ce_type", Things.CHANGED);
        header(record, "ce_subject", thing.toString());
        header(record, "ce_time", "2026-11-01T08:00:00Z");
        header(record, "ce_correlationid", "from " + event);
        header(record, "traceparent", "trace of " + event);
        return new Said(event, record);
    }

    private static void header(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<String, byte[]>> records(List<Said> group) {
        return group.stream().map(Said::record).toList();
    }

    private static List<UUID> ids(List<Said> group) {
        return group.stream().map(Said::event).toList();
    }
}
