package dev.bonafide.kit.transaction;

import static dev.bonafide.kit.transaction.RowKind.Column.ID;
import static dev.bonafide.kit.transaction.RowKind.Column.TEXT;
import static dev.bonafide.kit.transaction.RowKind.Column.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.timer.Timers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a transaction writes at its end is all there when it has committed, and nothing of it when it has not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class LastRowsTest {
    private static final Instant FAR = Instant.parse("2039-06-01T00:00:00Z");
    private static final RowKind INBOX = RowKind.of("""
            insert into inbox (consumer, event_id, handled_at) select handled.* from %s handled""", TEXT, ID, TIME);
    private static final RowKind THING = RowKind.of("""
            insert into thing (id) select id from %s given (id)""", ID);

    @Inject
    Transactions transactions;

    @Inject
    LastRows lastRows;

    @Inject
    Timers timers;

    private final UUID id = UUID.randomUUID();

    @Test
    @DisplayName("Rows of several kinds are written once, in their order, when the work is through")
    void rowsOfSeveralKinds() {
        var other = UUID.randomUUID();
        var seen = Things.await(transactions.run(session -> {
            lastRows.add(session, INBOX, "last-rows", id, FAR.atOffset(ZoneOffset.UTC));
            lastRows.add(session, THING, id);
            lastRows.add(session, INBOX, "last-rows", other, FAR.atOffset(ZoneOffset.UTC));
            return count(session, "inbox where event_id = $1");
        }));

        assertThat(seen).isZero();
        assertThat(committed("inbox where event_id = $1", id)).isOne();
        assertThat(committed("inbox where event_id = $1", other)).isOne();
        assertThat(committed("thing where id = $1", id)).isOne();
    }

    @Test
    @DisplayName("Whoever is about to read has them written first, and they are not written again")
    void writtenFirst() {
        var seen = Things.await(transactions.run(session -> {
            lastRows.add(session, THING, id);
            return lastRows.write(session).chain(() -> count(session, "thing where id = $1"));
        }));

        assertThat(seen).isOne();
        assertThat(committed("thing where id = $1", id)).isOne();
    }

    @Test
    @DisplayName("Nothing stays of a transaction that fails, before its last rows or at them")
    void nothingStays() {
        var twice = UUID.randomUUID();
        var failed = Things.await(transactions
                .run(session -> {
                    lastRows.add(session, THING, id);
                    return Uni.createFrom().<Long>failure(new IllegalStateException("no"));
                })
                .onFailure()
                .recoverWithItem(-1L));
        var refused = Things.await(transactions
                .run(session -> {
                    lastRows.add(session, INBOX, "last-rows", id, FAR.atOffset(ZoneOffset.UTC));
                    lastRows.add(session, THING, twice);
                    lastRows.add(session, THING, twice);
                    return Uni.createFrom().item(1L);
                })
                .onFailure(Failures::isDuplicateKey)
                .recoverWithItem(-2L));

        assertThat(List.of(failed, refused)).containsExactly(-1L, -2L);
        assertThat(committed("thing where id = $1", id)).isZero();
        assertThat(committed("thing where id = $1", twice)).isZero();
        assertThat(committed("inbox where event_id = $1", id)).isZero();
    }

    @Test
    @DisplayName("Of several words about one timer in one transaction the last one stands")
    void theLastWordAboutATimer() {
        inTransaction(session -> timers.schedule(session, "first", id, FAR)
                .chain(() -> timers.cancel(session, "first", id))
                .chain(() -> timers.schedule(session, "second", id, FAR))
                .chain(() -> timers.schedule(session, "second", id, FAR.plusSeconds(1))));
        assertThat(committed("timer where ref = $1", id)).isOne();
        assertThat(committed("timer where ref = $1 and due_at = '2039-06-01T00:00:01Z'", id))
                .isOne();

        inTransaction(session -> timers.schedule(session, "first", id, FAR)
                .chain(() -> timers.cancelAll(session, id))
                .chain(() -> timers.schedule(session, "stubborn", id, FAR)));
        assertThat(committed("timer where ref = $1 and kind = 'stubborn'", id)).isOne();
        assertThat(committed("timer where ref = $1", id)).isOne();

        inTransaction(session -> timers.cancel(session, "stubborn", id));
        assertThat(committed("timer where ref = $1", id)).isZero();
    }

    private Uni<Long> count(Mutiny.Session session, String from) {
        return count(session, from, id);
    }

    private static Uni<Long> count(Mutiny.Session session, String from, UUID id) {
        return Direct.select(session, "select count(*) from " + from, id).map(rows -> (Long) rows.getFirst()[0]);
    }

    private long committed(String from, UUID id) {
        return Things.await(transactions.run(session -> count(session, from, id)));
    }

    private void inTransaction(java.util.function.Function<Mutiny.Session, Uni<Void>> work) {
        Things.await(transactions.run(work).replaceWith(FAR));
    }
}
