package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E-7: what is asked of the ledger again and again does not read through it. Times at size: {@link SizedLedger}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {
    private static final int ORDERS = 20_000;
    private static final String LARGE = "(ledger_entry|ledger_seal|orders|guarded_balance)";

    private final SizedLedger ledger;

    PlansTest() throws SQLException {
        ledger = new SizedLedger("sized");
    }

    @BeforeAll
    void fill() throws SQLException {
        ledger.growTo(ORDERS);
    }

    @AfterAll
    void close() throws SQLException {
        ledger.close();
    }

    Stream<Map.Entry<String, String>> statements() {
        return ledger.statements().entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    @DisplayName("E-7: no large table is read through")
    void noLargeTableIsReadThrough(Map.Entry<String, String> statement) throws SQLException {
        assertThat(ledger.plan(statement.getValue()))
                .as(statement.getKey())
                .noneMatch(line -> line.matches(".*Seq Scan on " + LARGE + "\\b.*"));
    }

    @Test
    void theTestWouldSeeATableReadThrough() throws SQLException {
        assertThat(ledger.plan(SizedLedger.NAIVE)).anyMatch(line -> line.matches(".*Seq Scan on " + LARGE + "\\b.*"));
    }

    @Test
    @DisplayName("E-7: after a pause the sealer reads what it seals at once, however long the queue is")
    void aLongQueueIsNotReadForEachStep() throws SQLException {
        assertThat(ledger.read("ledger_entry_by_commit", ledger.nextToSeal(10))).isEqualTo(10);
    }
}
