package dev.bonafide.escrow.deadline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.desk.ledger.SealDesk;
import dev.bonafide.escrow.store.Entries;
import dev.bonafide.escrow.store.OwnLedger;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-7: entries get their numbers after they have committed, all of them, and in an order that stays. */
@QuarkusTest
@TestProfile(OwnLedger.class)
class SealingTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    DataSource beneath;

    @Inject
    SealDesk desk;

    @Inject
    Transactions transactions;

    @Test
    @DisplayName("E-7: writers do not wait for each other, and one that commits late with a smaller id is not skipped")
    void aLateCommitIsNotSkipped() throws Exception {
        var small = new UUID(0x019aa1f000007001L, 1);
        var large = new UUID(0x019bb1f000007001L, 2);
        try (var late = beneath.getConnection()) {
            late.setAutoCommit(false);
            Entries.add(late, small, 100);

            Entries.add(beneath, large, 200);
            sealAll();
            assertThat(number(large)).isEmpty();

            late.commit();
        }
        awaitSealed(small);
        awaitSealed(large);
        assertThat(Long.parseLong(number(small))).isLessThan(Long.parseLong(number(large)));
    }

    @Test
    @DisplayName("E-7: what is rolled back gets no number, and leaves no gap")
    void aRollbackLeavesNoGap() throws Exception {
        var lost = UUID.randomUUID();
        try (var connection = beneath.getConnection()) {
            connection.setAutoCommit(false);
            Entries.add(connection, lost, 100);
            connection.rollback();
        }
        awaitSealed(Entries.add(beneath, UUID.randomUUID(), 100));
        assertThat(number(lost)).isEmpty();
        assertThat(Entries.one(beneath, "select max(n) - count(*) from ledger_seal"))
                .isEqualTo("0");
    }

    @Test
    @DisplayName("E-7: many writers at once: every entry is sealed once, without gaps, and the sums are exact")
    void everyEntryOfManyWritersIsSealed() throws Exception {
        try (var writers = Executors.newFixedThreadPool(16)) {
            var written = writers.invokeAll(IntStream.range(0, 200)
                    .mapToObj(i -> (Callable<UUID>) () -> {
                        try (var connection = OwnLedger.connect()) {
                            connection.setAutoCommit(false);
                            var entry = Entries.add(connection, UUID.randomUUID(), i + 1);
                            connection.commit();
                            return entry;
                        }
                    })
                    .toList());
            for (var entry : written) {
                entry.get();
            }
        }
        await().atMost(SOON)
                .until(() -> Entries.one(beneath, "select count(*) from ledger_unsealed")
                        .equals("0"));
        assertThat(Entries.one(beneath, "select max(n) - count(*) from ledger_seal"))
                .isEqualTo("0");
        assertThat(Entries.one(beneath, "select count(*) from ledger_entry"))
                .isEqualTo(Entries.one(beneath, "select max(n) from ledger_seal"));
        assertThat(Entries.one(beneath, """
                select count(*) from (
                    select kind, currency, sum(amount_minor) filter (where side = 'DEBIT') as debit
                      from ledger_posting group by 1, 2) p
                 join ledger_kind_sum s using (kind, currency) where coalesce(p.debit, 0) <> s.debit_minor""")).isEqualTo("0");
    }

    @Test
    @DisplayName(
            "E-7: after a restore from a dump, old and new entries are sealed although transactions are counted anew")
    void transactionsCountedAnew() throws Exception {
        var old = UUID.randomUUID();
        // As a dump brings it: entries and progress of a server that had counted further than this one has.
        Entries.tamper(
                beneath,
                """
                insert into ledger_entry (id, fact, operation_key, posted_at, xid, currency, accounts, amounts)
                values ('%1$s', 'PROVIDER_FEE_TAKEN', '%1$s', now(), '900000000000', 'CNY',
                        '{PLATFORM_EXPENSE,PROVIDER_CLEARING}', '{1,-1}')""".formatted(old),
                "update ledger_progress set below = '800000000000', foreign_newest = null");
        awaitSealed(old);
        awaitSealed(Entries.add(beneath, UUID.randomUUID(), 5));
        awaitSealed(Entries.add(beneath, UUID.randomUUID(), 6));
        assertThat(Entries.one(beneath, "select below < '800000000000' from ledger_progress"))
                .isEqualTo("t");
    }

    @Test
    void theDatabaseRefusesASealThatDoesNotFollow() throws Exception {
        awaitSealed(Entries.add(beneath, UUID.randomUUID(), 100));
        var unsealed = UUID.randomUUID();
        try (var connection = beneath.getConnection()) {
            connection.setAutoCommit(false);
            Entries.add(connection, unsealed, 100);
            for (var n : new String[] {"max(n) + 1", "max(n) + 2"}) {
                assertThatThrownBy(() -> {
                            var savepoint = connection.setSavepoint();
                            try (var sql = connection.createStatement()) {
                                sql.execute("""
                                        insert into ledger_seal (n, entry_id, content_hash, hash)
                                        select %s, '%s', sha256('a'), sha256('b') from ledger_seal""".formatted(n, unsealed));
                            } finally {
                                connection.rollback(savepoint);
                            }
                        })
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(does not follow|no seal before).*");
            }
            connection.rollback();
        }
    }

    @Test
    @DisplayName("X-2: others are told the head of the chain, and then the service is quiet")
    void theHeadIsTold() throws Exception {
        var entry = Entries.add(beneath, UUID.randomUUID(), 100);
        awaitSealed(entry);
        var n = Long.parseLong(number(entry));
        var ledger = Entries.one(beneath, "select entry_id from ledger_seal where n = 1");
        try (var probe = EventProbe.connect()) {
            var told = probe.await(
                    "bonafide.escrow.LedgerSealed.v1",
                    ledger,
                    head -> head.path("n").asLong() >= n);
            assertThat(told.data().path("hash").asText())
                    .isEqualTo(Entries.one(
                            beneath,
                            "select encode(hash, 'hex') from ledger_seal where n = "
                                    + told.data().path("n").asLong()));
        }
        var operator = Tokens.of(UUID.randomUUID(), "operator");
        await().atMost(SOON).untilAsserted(() -> {
            var work = given().auth().oauth2(operator).get("/sandbox/clock").jsonPath();
            assertThat(work.getLong("outboxWaiting")).isZero();
            assertThat(work.getLong("dueTimers")).isZero();
        });
    }

    private void sealAll() {
        transactions.runApart(desk::sealNext).await().indefinitely();
    }

    private void awaitSealed(UUID entry) {
        await().atMost(SOON).until(() -> !number(entry).isEmpty());
    }

    private String number(UUID entry) throws SQLException {
        return Entries.one(beneath, "select n from ledger_seal where entry_id = '" + entry + "'");
    }
}
