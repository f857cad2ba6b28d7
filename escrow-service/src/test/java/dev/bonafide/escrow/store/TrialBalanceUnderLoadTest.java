package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.ledger.TrialBalance;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-7, X-2: the trial balance is zero at every moment, and exactly the sum of all postings of that moment. */
@QuarkusTest
@TestProfile(OwnLedger.class)
class TrialBalanceUnderLoadTest {
    private static final int WRITERS = 6;
    private static final int LOOKS = 10;

    /** Of each writer; what is written here, others' auditors read again in each of their rounds. */
    private static final int ENTRIES_PER_LOOK = 50;

    @Inject
    DataSource beneath;

    @Inject
    Ledger ledger;

    @Inject
    Audits audits;

    @Inject
    Transactions transactions;

    @Test
    @DisplayName("E-7: while entries are booked and sealed, the folded sums and the rest are always the whole")
    void theTrialBalanceIsExactUnderLoad() throws Exception {
        var written = Long.parseLong(Entries.one(beneath, "select count(*) from ledger_entry"));
        var allowed = new Semaphore(0);
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var writing = IntStream.range(0, WRITERS)
                    .mapToObj(_ -> writers.submit((Callable<Integer>) () -> {
                        try (var connection = OwnLedger.connect()) {
                            connection.setAutoCommit(false);
                            for (int i = 1; i <= LOOKS * ENTRIES_PER_LOOK; i++) {
                                allowed.acquire();
                                Entries.add(connection, UUID.randomUUID(), i);
                                connection.commit();
                            }
                        }
                        return LOOKS * ENTRIES_PER_LOOK;
                    }))
                    .toList();
            try {
                while (writing.stream().anyMatch(writer -> !writer.isDone())) {
                    allowed.release(WRITERS * ENTRIES_PER_LOOK);
                    var seen = transactions.runApart(this::look).await().indefinitely();
                    assertThat(seen.balance().isBalanced()).isTrue();
                    assertThat(debits(seen.balance())).isEqualTo(seen.summed());
                }
            } finally {
                // Whatever was seen: no writer waits for a look that does not come.
                allowed.release(WRITERS * LOOKS * ENTRIES_PER_LOOK);
            }
            for (var writer : writing) {
                written += writer.get();
            }
        }
        var all = Long.toString(written);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        Entries.one(beneath, "select n from ledger_progress").equals(all));
        var seen = transactions.runApart(this::look).await().indefinitely();
        assertThat(debits(seen.balance())).isEqualTo(seen.summed());
    }

    private record Seen(TrialBalance balance, long summed) {}

    /** Both ways to add up, in one snapshot. */
    private Uni<Seen> look(Mutiny.Session session) {
        return audits.oneSnapshot(session)
                .chain(() -> ledger.trialBalance(session))
                .chain(balance -> session.createNativeQuery(
                                "select cast(coalesce(sum(amount_minor), 0) as bigint) from ledger_posting where side = 'DEBIT'",
                                Long.class)
                        .getSingleResult()
                        .map(summed -> new Seen(balance, summed)));
    }

    private static long debits(TrialBalance balance) {
        return balance.currencies().stream()
                .mapToLong(TrialBalance.CurrencyTotal::debitMinor)
                .sum();
    }
}
