package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.store.OwnLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** somebody with every right in the database alters the books. It is found, named, and what is concerned stands still. */
@QuarkusTest
@TestProfile(OwnLedger.class)
class LedgerTamperingTest extends MarketTest {
    @Inject
    DataSource beneath;

    private Damage damage = new Damage(beneath);

    @BeforeEach
    void somebodyWithEveryRight() {
        damage = new Damage(beneath);
    }

    @Test
    @DisplayName("X-2: an altered entry is named, its order frozen, told, and released by two people only")
    void anAlteredEntry() throws SQLException {
        var sale = market.delivered(300_000);
        var n = damage.verified(sale.order(), "FUNDED");
        var entry = "where id = (select entry_id from ledger_seal where n = " + n + ")";
        damage.plant("update ledger_entry set amounts = '{299999,-299999}' " + entry);

        var finding = damage.awaitFinding("ENTRY_ALTERED", n);
        assertThat(finding.get("orderId")).isEqualTo(sale.order().toString());
        assertThat(finding.get("frozen"))
                .isEqualTo(List.of(Map.of("kind", "ORDER", "id", sale.order().toString())));
        var told = market.probe().await("bonafide.escrow.LedgerFindingRaised.v1", Damage.id(finding));
        assertThat(told.data().path("code").asText()).isEqualTo("ENTRY_ALTERED");
        await().atMost(Market.SOON).until(() -> metric("bonafide_escrow_ledger_findings") >= 1);
        var proof = market.asFinance().get("/v1/ledger/proof").jsonPath();
        assertThat(proof.getLong("firstFinding.n")).isEqualTo(n);
        assertThat(proof.getLong("verifiedUpTo")).isEqualTo(n - 1);

        assertFrozen(sale);

        damage.plant("update ledger_entry set amounts = '{300000,-300000}' " + entry);
        var id = Damage.id(finding);
        assertThat(damage.agree(damage.fiona(), id)).isEqualTo(202);
        assertThat(damage.agree(damage.fiona(), id)).isEqualTo(409);
        assertFrozen(sale);
        assertThat(damage.agree(damage.frederic(), id)).isEqualTo(200);
        market.probe().await("bonafide.escrow.LedgerFindingResolved.v1", id);
        damage.resolveAll();
        market.accept(sale).statusCode(200).body("stage", equalTo("RELEASED"));
    }

    @Test
    @DisplayName("X-2: a line that has lost its amount is found like any other change")
    void halfALine() throws SQLException {
        var sale = market.delivered(300_000);
        var n = damage.verified(sale.order(), "FUNDED");
        var entry = "where id = (select entry_id from ledger_seal where n = " + n + ")";
        damage.plant(
                "alter table ledger_entry drop constraint entry_is_balanced",
                "update ledger_entry set amounts = '{300000}' " + entry,
                "alter table ledger_entry add constraint entry_is_balanced check (is_balanced(amounts)) not valid");

        damage.awaitFinding("ENTRY_ALTERED", n);
        assertFrozen(sale);
        damage.plant("update ledger_entry set amounts = '{300000,-300000}' " + entry);
        damage.resolveAll();
        market.accept(sale).statusCode(200);
    }

    @Test
    @DisplayName("X-2: an entry that was removed with its postings, and one that was removed with its seal")
    void aMissingEntry() throws SQLException {
        var sale = market.delivered(300_000);
        var n = damage.verified(sale.order(), "FUNDED");
        damage.plant(
                "create table kept_seal as select * from ledger_seal where n = " + n,
                "create table kept_entry as select * from ledger_entry where id = (select entry_id from kept_seal)",
                "delete from ledger_entry where id = (select entry_id from kept_seal)");

        damage.awaitFinding("ENTRY_MISSING", n);
        damage.awaitFinding(
                "BALANCE_DIFFERS", finding -> sale.order().toString().equals(finding.get("orderId")));
        assertFrozen(sale);
        damage.plant("""
                insert into ledger_entry (%1$s) select %1$s from kept_entry""".formatted(damage.one("""
                select string_agg(attname, ', ') from pg_attribute
                 where attrelid = 'ledger_entry'::regclass and attnum > 0 and not attisdropped""")));
        damage.resolveAll();

        // The seal was not the last one: then it would be the end of the chain that is gone.
        damage.verified(market.funded(100_000).order(), "FUNDED");
        damage.plant("delete from ledger_seal where n = " + n);
        damage.awaitFinding("ENTRY_MISSING", finding -> finding.get("entryId") == null);
        damage.awaitFinding("ENTRY_UNSEALED", finding -> sale.order().toString().equals(finding.get("orderId")));
        damage.plant(
                "insert into ledger_seal select * from kept_seal", "drop table kept_seal", "drop table kept_entry");
        damage.resolveAll();
        market.accept(sale).statusCode(200);
    }

    @Test
    @DisplayName("X-2: two entries that were exchanged under their seals")
    void reorderedEntries() throws SQLException {
        var first = market.funded(100_000);
        var second = market.funded(200_000);
        var n = damage.verified(first.order(), "FUNDED");
        var m = damage.verified(second.order(), "FUNDED");
        var nobody = UUID.randomUUID();
        damage.plant(exchange(n, m, nobody));

        damage.awaitFinding("REORDERED", n);
        assertThat(cancel(first)).isEqualTo(409);
        assertThat(cancel(second)).isEqualTo(409);

        damage.plant(exchange(n, m, nobody));
        damage.resolveAll();
        assertThat(cancel(first)).isEqualTo(200);
        assertThat(cancel(second)).isEqualTo(200);
    }

    @Test
    @DisplayName("X-2: an altered seal is one finding")
    void anAlteredSeal() throws SQLException {
        var sale = market.funded(300_000);
        var n = damage.verified(sale.order(), "FUNDED");
        damage.verified(market.funded(100_000).order(), "FUNDED");
        var before = damage.one("select encode(hash, 'hex') from ledger_seal where n = " + n);
        damage.plant("update ledger_seal set hash = sha256('forged') where n = " + n);

        damage.awaitFinding("SEAL_ALTERED", n);
        assertThat(damage.open().stream().filter(finding -> "SEAL_ALTERED".equals(finding.get("code"))))
                .hasSize(1);
        damage.plant("update ledger_seal set hash = decode('" + before + "', 'hex') where n = " + n);
        damage.resolveAll();
    }

    @Test
    @DisplayName("X-2: entries slipped in that do not balance, although together they do")
    void unbalancedEntries() throws SQLException {
        var some = UUID.randomUUID();
        var others = UUID.randomUUID();
        damage.plant(
                "alter table ledger_entry drop constraint entry_is_balanced",
                slipIn(some, 100, 99, "pg_current_xact_id()"),
                slipIn(others, 99, 100, "pg_current_xact_id()"),
                "alter table ledger_entry add constraint entry_is_balanced check (is_balanced(amounts)) not valid");

        damage.awaitFinding("UNBALANCED", finding -> some.toString().equals(finding.get("entryId")));
        damage.awaitFinding("UNBALANCED", finding -> others.toString().equals(finding.get("entryId")));
        damage.resolveAll();
    }

    @Test
    @DisplayName("X-2: an entry slipped in under a transaction that was over long ago")
    void anEntryThatClaimsToBeOld() throws SQLException {
        damage.verified(market.funded(100_000).order(), "FUNDED");
        var old = UUID.randomUUID();
        damage.plant(slipIn(old, 100, 100, "'3'"));

        damage.awaitFinding("ENTRY_UNSEALED", finding -> old.toString().equals(finding.get("entryId")));
        damage.plant("delete from ledger_entry where id = '" + old + "'");
        damage.resolveAll();
    }

    @Test
    @DisplayName("X-2: the end of the chain taken away")
    void aTruncatedChain() throws SQLException {
        damage.verified(market.funded(100_000).order(), "FUNDED");
        var head = damage.one("select max(n) from ledger_seal");
        damage.plant(
                "create table kept_end as select * from ledger_seal where n = " + head,
                "delete from ledger_seal where n = " + head);

        damage.awaitFinding("TRUNCATED", Long.parseLong(head) - 1);
        damage.plant("insert into ledger_seal select * from kept_end", "drop table kept_end");
        damage.resolveAll();
        damage.verified(market.funded(100_000).order(), "FUNDED");
    }

    @Test
    @DisplayName("X-2: a balance that is no longer the sum of its postings, of an order and of a seller")
    void anAlteredBalance() throws SQLException {
        var sale = market.delivered(300_000);
        damage.verified(sale.order(), "FUNDED");
        var account = "where account = 'ESCROW_LIABILITY:" + sale.order() + "'";
        damage.plant("update guarded_balance set balance_minor = balance_minor + 1 " + account);

        var finding = damage.awaitFinding(
                "BALANCE_DIFFERS", found -> sale.order().toString().equals(found.get("orderId")));
        assertThat(finding.get("expected")).isEqualTo("300000");
        assertThat(finding.get("found")).isEqualTo("300001");
        assertFrozen(sale);
        damage.plant("update guarded_balance set balance_minor = balance_minor - 1 " + account);
        damage.resolveAll();
        market.accept(sale).statusCode(200);

        damage.verified(sale.order(), "RELEASED");
        account = "where account = 'SELLER_PAYABLE:" + sale.seller() + "'";
        damage.plant("update ledger_account_sum set credit_minor = credit_minor + 1 " + account);
        var summed = damage.awaitFinding(
                "SUM_DIFFERS", found -> ("SELLER_PAYABLE:" + sale.seller()).equals(found.get("account")));
        assertThat(summed.get("frozen"))
                .isEqualTo(List.of(Map.of("kind", "SELLER", "id", sale.seller().toString())));
        damage.plant("update ledger_account_sum set credit_minor = credit_minor - 1 " + account);
        damage.resolveAll();
    }

    @Test
    @DisplayName("X-2: an order that has ended on paper while its money is still held")
    void aHoldThatDoesNotFitTheStage() throws SQLException {
        var sale = market.funded(300_000);
        damage.verified(sale.order(), "FUNDED");
        var order = " where id = '" + sale.order() + "'";
        damage.plant("update orders set stage = 'CANCELLED', cancel_reason = 'BY_BUYER'" + order);

        var finding = damage.awaitFinding(
                "HOLD_DIFFERS", found -> sale.order().toString().equals(found.get("orderId")));
        assertThat(finding.get("expected")).isEqualTo("0");
        assertThat(finding.get("found")).isEqualTo("300000");
        damage.plant("update orders set stage = 'FUNDED', cancel_reason = null" + order);
        damage.resolveAll();
        assertThat(cancel(sale)).isEqualTo(200);
    }

    @Test
    @DisplayName("X-2, E-7: a sum that was altered throws the trial balance out, and the metric shows it")
    void anAlteredSum() throws SQLException {
        damage.verified(market.funded(100_000).order(), "FUNDED");
        damage.plant("update ledger_kind_sum set debit_minor = debit_minor + 1 where kind = 'PROVIDER_CLEARING'");

        damage.awaitFinding("TRIAL_BALANCE_DIFFERS", finding -> "1".equals(finding.get("found")));
        damage.awaitFinding("SUM_DIFFERS", finding -> "PROVIDER_CLEARING".equals(finding.get("account")));
        await().atMost(Market.SOON).until(() -> metric("bonafide_escrow_ledger_imbalance{currency=\"CNY\"}") == 1);
        damage.plant("update ledger_kind_sum set debit_minor = debit_minor - 1 where kind = 'PROVIDER_CLEARING'");
        damage.resolveAll();
    }

    @Test
    @DisplayName("X-2: a deadline that meets a freeze is met once the freeze is lifted")
    void aDeadlineWaitsForTheFreeze() throws SQLException {
        var sale = market.delivered(300_000);
        damage.verified(sale.order(), "FUNDED");
        var account = "where account = 'ESCROW_LIABILITY:" + sale.order() + "'";
        damage.plant("update guarded_balance set balance_minor = balance_minor + 1 " + account);
        damage.awaitFinding("BALANCE_DIFFERS", found -> sale.order().toString().equals(found.get("orderId")));

        market.passes(Duration.ofDays(8));
        await().atMost(Market.SOON)
                .until(() -> !"0"
                        .equals(damage.one("select max(attempts) from timer where ref = '" + sale.order()
                                + "' and kind like '%auto%'")));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");

        damage.plant("update guarded_balance set balance_minor = balance_minor - 1 " + account);
        damage.resolveAll();
        market.awaitStage(sale, "RELEASED");
    }

    @Test
    @DisplayName("X-2: four eyes, also for whoever writes past the service")
    void fourEyes() throws SQLException {
        var sale = market.delivered(300_000);
        damage.verified(sale.order(), "FUNDED");
        var account = "where account = 'ESCROW_LIABILITY:" + sale.order() + "'";
        damage.plant("update guarded_balance set balance_minor = balance_minor + 2 " + account);
        var finding = damage.awaitFinding(
                "BALANCE_DIFFERS", found -> sale.order().toString().equals(found.get("orderId")));
        var id = Damage.id(finding);

        assertRefused("two people", "update ledger_finding set resolved_at = now() where id = '" + id + "'");
        assertRefused("stands", "update ledger_freeze set lifted_at = now() where finding_id = '" + id + "'");
        assertRefused("only ever lifted", "delete from ledger_freeze where finding_id = '" + id + "'");
        assertRefused("as it was found", "delete from ledger_finding where id = '" + id + "'");
        assertRefused("are frozen", """
                insert into ledger_entry (id, order_id, fact, operation_key, posted_at, currency, accounts, amounts)
                values (gen_random_uuid(), '%1$s', 'RELEASED', 'past the service', now(), 'CNY',
                        array['ESCROW_LIABILITY:%1$s', 'PLATFORM_REVENUE'], array[300000, -300000])""".formatted(sale.order()));

        Market.with(damage.fiona())
                .body(Map.of("reason", " "))
                .post("/v1/ledger/findings/" + id + "/resolution")
                .then()
                .statusCode(422);
        assertThat(damage.agree(damage.fiona(), UUID.randomUUID())).isEqualTo(404);
        market.asFinance()
                .get("/v1/ledger/findings/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("FINDING_NOT_FOUND"));
        damage.plant("update guarded_balance set balance_minor = balance_minor - 2 " + account);
        damage.resolveAll();
        market.asFinance()
                .get("/v1/ledger/findings/" + id)
                .then()
                .statusCode(200)
                .body(
                        "consents.reason",
                        equalTo(List.of(
                                "Restored from the backup of last night.", "Restored from the backup of last night.")));
        assertThat(damage.agree(damage.fiona(), id)).isEqualTo(200);
    }

    private void assertFrozen(Market.Sale sale) {
        market.accept(sale).statusCode(409).body("code", equalTo("LEDGER_FROZEN"));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
        assertThat(market.see(sale, "/history").<String>getList("items.to")).doesNotContain("ACCEPTED");
        assertThat(market.payable(sale.seller())).isZero();
    }

    private int cancel(Market.Sale sale) {
        return market.as(sale.seller())
                .post("/v1/orders/" + sale.order() + "/cancellation")
                .statusCode();
    }

    private void assertRefused(String why, String statement) {
        assertThatThrownBy(() -> {
                    try (var connection = beneath.getConnection();
                            var sql = connection.createStatement()) {
                        sql.execute(statement);
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    private static String[] exchange(long n, long m, UUID nobody) {
        return new String[] {
            "create table exchanged as select n, entry_id from ledger_seal where n in (" + n + ", " + m + ")",
            "update ledger_seal set entry_id = '" + nobody + "' where n = " + n,
            "update ledger_seal set entry_id = (select entry_id from exchanged where n = " + n + ") where n = " + m,
            "update ledger_seal set entry_id = (select entry_id from exchanged where n = " + m + ") where n = " + n,
            "drop table exchanged"
        };
    }

    private static String slipIn(UUID entry, long debit, long credit, String xid) {
        return """
                insert into ledger_entry (id, fact, operation_key, posted_at, xid, currency, accounts, amounts)
                values ('%1$s', 'PROVIDER_FEE_TAKEN', '%1$s', now(), %4$s, 'CNY',
                        '{PLATFORM_EXPENSE,PROVIDER_CLEARING}', '{%2$d,-%3$d}')""".formatted(entry, debit, credit, xid);
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }
}
