package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.store.Entries;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-13: a refund is under way at the provider when the buyer's bank pulls the same payment back. */
@QuarkusTest
class RefundBesideBankTest extends MarketTest {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @Inject
    DataSource database;

    @ParameterizedTest(name = "the refund is made, and the bank decides for the {0}: heard of first: {1}")
    @CsvSource({"seller, refund", "seller, bank", "buyer, refund", "buyer, bank"})
    @DisplayName("E-13: a refund that is made beside a bank is booked, and what the bank takes is never the seller's")
    void aRefundThatIsMadeBesideABank(String winner, String first) {
        var sale = refundedLate("PT2H");
        pullBack(sale);
        if (first.equals("refund")) {
            market.passes(TWO_HOURS);
            awaitRefund(sale, "SETTLED");
            assertThat(evidence(sale)).contains("SETTLED");
            decide(sale, winner);
        } else {
            decide(sale, winner);
            if (winner.equals("buyer")) {
                // Nobody knows yet whether the buyer has it twice.
                awaitCase(sale, "DECIDED");
                assertThat(facts(sale)).doesNotContain("CHARGEBACK_LOST");
                assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isEqualTo(-300_000);
            }
            market.passes(TWO_HOURS);
        }
        awaitRefund(sale, "SETTLED");
        awaitCase(sale, winner.equals("buyer") ? "LOST" : "WON");
        var closed = market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(closed.data().path("won").asBoolean()).isEqualTo(winner.equals("seller"));
        assertThat(settledBy(sale)).containsExactly("PROVIDER");
        assertThat(facts(sale))
                .containsExactlyInAnyOrder(
                        "FUNDED",
                        "REFUNDED",
                        "CHARGEBACK_WITHDRAWN",
                        "REFUND_SETTLED",
                        winner.equals("buyer") ? "CHARGEBACK_LOST" : "CHARGEBACK_WON");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(winner.equals("buyer") ? -300_000 : 0);
        if (winner.equals("buyer")) {
            market.awaitParked(sale, "INDEMNIFIED_TWICE");
        }
        assertNobodyElseBearsAnything(sale);
    }

    @ParameterizedTest(name = "heard of first: {0}")
    @CsvSource({"refund", "bank"})
    @DisplayName("E-13: a refund that fails beside a bank is never tried again: the bank that decides so has made it")
    void aRefundThatFailsBesideABankIsMadeByTheBank(String first) {
        var sale = refundedLate("PT2H", "refunds-fail");
        pullBack(sale);
        if (first.equals("refund")) {
            market.passes(TWO_HOURS);
            awaitRefund(sale, "WAITING");
            market.passes(Duration.ofHours(7));
            decide(sale, "buyer");
        } else {
            decide(sale, "buyer");
            awaitCase(sale, "DECIDED");
            market.passes(TWO_HOURS);
        }
        awaitCase(sale, "LOST");
        awaitRefund(sale, "SETTLED");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(settledBy(sale)).containsExactly("CHARGEBACK");
        assertThat(facts(sale))
                .containsExactlyInAnyOrder("FUNDED", "REFUNDED", "CHARGEBACK_WITHDRAWN", "CHARGEBACK_LOST");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertNobodyElseBearsAnything(sale);
    }

    @Test
    @DisplayName("E-13: a refund that has failed beside a bank is asked for once more when the bank has decided for us")
    void aRefundThatFailedBesideABankIsAskedForWhenThatIsWon() {
        var sale = refundedLate("PT2H", "refunds-fail");
        pullBack(sale);
        market.passes(TWO_HOURS);
        awaitRefund(sale, "WAITING");
        decide(sale, "seller");
        awaitAsks(sale, 2);
        awaitRefund(sale, "ASKED");
        market.passes(TWO_HOURS);
        awaitFailures(sale, 2);
        market.passes(Duration.ofHours(6));
        awaitAsks(sale, 3);
        market.passes(TWO_HOURS);
        awaitRefund(sale, "FAILED");
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(300_000);
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
    }

    @Test
    @DisplayName("E-13: a bank whose evidence does not know of a refund is told by a person")
    void aRefundThatIsMadeAfterTheEvidenceIsHandedIn() {
        var sale = refundedLate("P6D");
        pullBack(sale);
        market.passes(Duration.ofDays(5).plusMinutes(5));
        awaitCase(sale, "CONTESTED");
        assertThat(evidence(sale)).contains("ASKED");
        market.passes(Duration.ofDays(1));
        awaitRefund(sale, "SETTLED");
        market.awaitParked(sale, "REFUNDED_AFTER_EVIDENCE");
        decide(sale, "seller");
        awaitCase(sale, "WON");
        assertNobodyElseBearsAnything(sale);
    }

    @Test
    @DisplayName("E-13: a refund that never arrived at the provider is not asked for again while a bank has the money")
    void aRefundThatTheProviderHasNeverHeardOf() {
        var sale = refundedLate("PT2H");
        pullBack(sale);
        lose(sale);
        awaitRefund(sale, "WAITING");
        decide(sale, "buyer");
        awaitCase(sale, "LOST");
        assertThat(settledBy(sale)).containsExactly("CHARGEBACK");
        assertThat(one("select count(*) from sandbox_refund where payment_id = '" + payment(sale) + "'"))
                .isEqualTo("0");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertNobodyElseBearsAnything(sale);
    }

    /** The provider has been asked so many times: its own time for the last of them runs from now on. */
    private void awaitAsks(Market.Sale sale, int asks) {
        awaitCount("sandbox_refund where payment_id = '" + payment(sale) + "'", asks);
    }

    /** We know that so many asks came to nothing: the pause before the next runs from now on. */
    private void awaitFailures(Market.Sale sale, int failures) {
        var tries = "refund_try t join refund r on r.id = t.refund_id where t.failure_code is not null";
        awaitCount(tries + " and r.order_id = '" + sale.order() + "'", failures);
    }

    private void awaitCount(String from, int rows) {
        await().atMost(Market.SOON).until(() -> one("select count(*) from " + from), Integer.toString(rows)::equals);
    }

    /** The ask has got lost on its way, and it is time to ask what came of it. */
    private void lose(Market.Sale sale) {
        var asked = one("select refund_id from sandbox_refund where payment_id = '" + payment(sale) + "'");
        execute("delete from sandbox_delivery where body like '%" + asked + "%'");
        execute("delete from sandbox_refund where refund_id = '" + asked + "'");
        await().atMost(Market.SOON)
                .until(
                        () -> execute(
                                "update provider_question set ask_at = clock_timestamp() where id = '" + asked + "'"),
                        changed -> changed == 1);
    }

    private int execute(String change) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(change);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private String one(String query) {
        try {
            return Entries.one(database, query);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private UUID payment(Market.Sale sale) {
        return UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId"));
    }

    /** Cancelled by the seller, and the provider takes its time to give the money back. */
    private Market.Sale refundedLate(String after, String... more) {
        var sale = market.payable(300_000);
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        script(sale, "refunds-late:" + after);
        for (var script : more) {
            script(sale, script);
        }
        market.as(sale.seller())
                .post("/v1/orders/" + sale.order() + "/cancellation")
                .then()
                .statusCode(200);
        await().atMost(Market.SOON)
                .until(() -> market.see(sale, "/refunds").getString("items[0].status"), "ASKED"::equals);
        awaitAsks(sale, 1);
        return sale;
    }

    private void pullBack(Market.Sale sale) {
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(market.see(sale, "/refunds").getString("items[0].status")).isEqualTo("ASKED");
    }

    private void decide(Market.Sale sale, String winner) {
        script(sale, winner.equals("buyer") ? "chargeback-lost" : "chargeback-won");
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(payment(sale), script);
    }

    private void awaitRefund(Market.Sale sale, String status) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly(status));
    }

    private void awaitCase(Market.Sale sale, String status) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.asFinance()
                                .get("/v1/chargebacks/" + chargeback(sale))
                                .jsonPath()
                                .getString("status"))
                        .isEqualTo(status));
    }

    private String evidence(Market.Sale sale) {
        return market.asFinance()
                .get("/v1/chargebacks/" + chargeback(sale))
                .jsonPath()
                .getString("evidence.statements.find { it.name == 'REFUNDS' }.text");
    }

    private String chargeback(Market.Sale sale) {
        return market.asFinance()
                .get("/v1/chargebacks?limit=100")
                .jsonPath()
                .getString("items.find { it.orderId == '" + sale.order() + "' }.chargebackId");
    }

    private List<String> settledBy(Market.Sale sale) {
        return market.see(sale, "/refunds").getList("items.settledBy");
    }

    private List<String> facts(Market.Sale sale) {
        return market.see(sale, "/ledger").getList("items.fact");
    }

    private void assertNobodyElseBearsAnything(Market.Sale sale) {
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        assertThat(market.net(sale, "SELLER_PAYABLE")).isZero();
        assertThat(market.net(sale, "SELLER_RECEIVABLE")).isZero();
        market.assertNothingIsLeft(sale);
    }
}
