package dev.bonafide.kit.timer;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class TimersTest {
    @Inject
    Transactions transactions;

    @Inject
    Timers timers;

    @Inject
    Things things;

    @Inject
    Things.Hanging hanging;

    @Inject
    Clock clock;

    @Test
    void timersFireInOrderOfTheirDueTime() {
        var a = UUID.randomUUID();
        var b = UUID.randomUUID();
        var now = clock.instant();
        inTransaction(session -> timers.schedule(session, "second", a, now.minusSeconds(10))
                .chain(() -> timers.schedule(session, "first", b, now.minusSeconds(20)))
                .chain(() -> timers.schedule(session, "first", a, now.minusSeconds(5)))
                .chain(() -> timers.schedule(session, "second", b, now.minusSeconds(1))));

        assertFired(List.of(a, b), "first", "second", "first", "second");
    }

    @Test
    void aTimerIsNotFiredBeforeItsTimeAndOnceAfterIt() {
        var id = UUID.randomUUID();
        var due = clock.instant().plusMillis(400);
        inTransaction(session -> timers.schedule(session, "first", id, due));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !things.fired(List.of(id)).isEmpty());

        assertThat(clock.instant()).isAfterOrEqualTo(due);
        assertThat(things.fired(List.of(id))).containsExactly("first");
    }

    @Test
    void aCancelledTimerDoesNotFireAndAMovedOneFiresOnceAtItsNewTime() {
        var cancelled = UUID.randomUUID();
        var moved = UUID.randomUUID();
        var last = UUID.randomUUID();
        var soon = clock.instant().plusMillis(500);
        inTransaction(session -> timers.schedule(session, "first", cancelled, soon)
                .chain(() -> timers.schedule(session, "first", moved, soon)));
        inTransaction(session -> timers.cancel(session, "first", cancelled)
                .chain(() -> timers.schedule(session, "first", moved, soon.plusMillis(500)))
                .chain(() -> timers.schedule(session, "second", last, soon.plusMillis(700))));

        assertFired(List.of(cancelled, moved, last), "first", "second");
    }

    @Test
    void aTimerOfATransactionThatFailedDoesNotExist() {
        var id = UUID.randomUUID();
        var marker = UUID.randomUUID();
        Things.await(transactions
                .run(session -> timers.schedule(
                                session, "first", id, clock.instant().minusSeconds(1))
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("no"))))
                .onFailure(IllegalStateException.class)
                .recoverWithNull());
        inTransaction(session -> timers.schedule(session, "second", marker, clock.instant()));

        assertFired(List.of(id, marker), "second");
    }

    @Test
    void aTimerWhoseHandlerFailsIsTriedAgainAndHoldsUpNoOther() {
        var stubborn = UUID.randomUUID();
        var other = UUID.randomUUID();
        var now = clock.instant();
        inTransaction(session -> timers.schedule(session, "stubborn", stubborn, now.minusSeconds(2))
                .chain(() -> timers.schedule(session, "first", other, now.minusSeconds(1))));
        assertFired(List.of(stubborn, other), "first");

        new Topic(Things.TOPIC)
                .publish(UUID.randomUUID(), Things.CHANGED, stubborn, "{\"id\":\"" + stubborn + "\",\"mark\":\"x\"}");

        assertFired(List.of(stubborn, other), "first", "stubborn");
    }

    @Test
    void aHandlerThatHangsHoldsUpItsOwnKindAndItsOwnThingAndNobodyElse() {
        var hung = UUID.randomUUID();
        var next = UUID.randomUUID();
        var other = UUID.randomUUID();
        var now = clock.instant();
        inTransaction(session -> timers.schedule(session, "hanging", hung, now.minusSeconds(9))
                .chain(() -> timers.schedule(session, "first", hung, now.minusSeconds(8)))
                .chain(() -> timers.schedule(session, "hanging", next, now.minusSeconds(7)))
                .chain(() -> timers.schedule(session, "second", next, now.minusSeconds(6)))
                .chain(() -> timers.schedule(session, "first", other, now.minusSeconds(5)))
                .chain(() -> timers.schedule(session, "second", other, now.minusSeconds(4))));

        assertFired(List.of(other), "first", "second");
        assertThat(things.fired(List.of(hung, next))).isEmpty();

        hanging.letGo();
        assertFired(List.of(hung), "hanging", "first");
        assertFired(List.of(next), "hanging", "second");
    }

    @Test
    void aCommandThatCancelsWhileTheHandlerWaitsForTheThingWinsAndNothingDeadlocks() {
        for (int round = 0; round < 20; round++) {
            var id = UUID.randomUUID();
            inTransaction(session -> session.createNativeQuery("insert into thing (id) values (:id)")
                    .setParameter("id", id)
                    .executeUpdate()
                    .chain(() -> timers.schedule(
                            session, "locking", id, clock.instant().minusMillis(1))));

            var cancelledInTime = Things.await(transactions.run(session -> session.createNativeQuery(
                            "select count from thing where id = :id for update", Integer.class)
                    .setParameter("id", id)
                    .getSingleResult()
                    .chain(() -> session.createNativeQuery("delete from timer where kind = 'locking' and ref = :id")
                            .setParameter("id", id)
                            .executeUpdate())));

            var expected = cancelledInTime == 1 ? List.<String>of() : List.of("locking");
            assertGone(id);
            assertThat(things.fired(List.of(id))).isEqualTo(expected);
        }
    }

    @Test
    void aHandlerMaySetItsOwnTimerAgainAndCancelIt() {
        var id = UUID.randomUUID();
        inTransaction(
                session -> timers.schedule(session, "again", id, clock.instant().minusMillis(1)));

        assertFired(List.of(id), "again", "again", "again");
        assertGone(id);
    }

    private void assertGone(UUID ref) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Things.await(transactions.run(session -> session.createNativeQuery(
                                        "select count(*) from timer where ref = :ref", Long.class)
                                .setParameter("ref", ref)
                                .getSingleResult()))
                        == 0);
    }

    private void assertFired(List<UUID> refs, String... kinds) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(things.fired(refs)).containsExactly(kinds));
    }

    private void inTransaction(java.util.function.Function<Mutiny.Session, Uni<Void>> work) {
        Things.await(transactions.run(work).replaceWith(Instant.EPOCH));
    }
}
