package dev.bonafide.escrow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-7: what the service may not do to its own database, even if somebody speaks in its place. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(ServiceRole.class)
class ServiceRightsTest {
    @Inject
    DataSource beneath;

    @Test
    @DisplayName("E-7: nothing that is append-only can be changed or removed by the service's role")
    void historyCannotBeChanged() throws SQLException {
        assertThat(refusing("update"))
                .contains(
                        "ledger_entry", "ledger_seal", "ledger_witness", "ledger_finding_consent", "order_transition");
        for (var table : refusing("delete")) {
            assertDenied("delete from " + table);
            assertDenied("truncate " + table + " cascade");
        }
        for (var table : refusing("update")) {
            for (var column : columns(table)) {
                assertDenied("update " + table + " set " + column + " = " + column);
            }
        }
    }

    @Test
    @DisplayName("E-7: no balance is written by the service's role, only by the trigger of a posting")
    void balancesAreNotTheServicesToWrite() {
        assertDenied("insert into guarded_balance values ('COMPENSATION_POOL', 'CNY', 1)");
        assertDenied("update guarded_balance set balance_minor = 0");
        assertDenied("delete from guarded_balance");
    }

    @Test
    void theGuardsThemselvesCannotBeTakenAway() {
        assertDenied("alter table ledger_entry disable trigger all");
        assertDenied("drop trigger ledger_seal_append_only on ledger_seal");
        assertDenied("drop view ledger_posting");
        assertDenied("drop table ledger_entry");
        assertDenied("set session_replication_role = replica");
        assertDenied(
                "create or replace function refuse_change() returns trigger language plpgsql as 'begin return old; end'");
        assertDenied("create table public.ledger_entry_2 (id int)");
        assertDenied("delete from flyway_schema_history");
    }

    private static void assertDenied(String statement) {
        assertThatThrownBy(() -> {
                    try (var connection = ServiceRole.connect("postgres");
                            var sql = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        sql.execute(statement);
                    }
                })
                .as(statement)
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    /** Tables whose trigger refuses it, in every case. */
    private List<String> refusing(String change) throws SQLException {
        return texts("""
                select distinct tgrelid::regclass::text from pg_trigger
                 where tgfoid = 'refuse_change'::regproc and tgqual is null and tgtype & %d <> 0""".formatted(change.equals("update") ? 16 : 8));
    }

    private List<String> columns(String table) throws SQLException {
        return texts("select attname from pg_attribute where attrelid = '" + table
                + "'::regclass and attnum > 0 and not attisdropped and attgenerated = ''");
    }

    private List<String> texts(String query) throws SQLException {
        try (var connection = beneath.getConnection();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
