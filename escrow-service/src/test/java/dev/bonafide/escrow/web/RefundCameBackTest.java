package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.escrow.store.Entries;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-8, E-13, E-15: a refund that was told as made comes back, and the buyer has the money all the same, once. */
@QuarkusTest
class RefundCameBackTest extends MarketTest {
    private static final String TRANSFER = "ICBC 7412";

    @Inject
    DataSource database;

    @Inject
    ProviderWords words;

    @Inject
    Transactions transactions;

    @Test
    @DisplayName(
            "E-8, E-15: what comes back is owed again, two people transfer it, and the provider's file says the same")
    void theBuyerHasItAfterAll() throws SQLException {
        var sale = FailedRefundTest.cancelledWith(market, "refunds-return:P1D");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        awaitRefund(sale, "SETTLED");
        market.passes(Duration.ofDays(1).plusMinutes(1));
        market.awaitParked(sale, "REFUND_CAME_BACK");
        awaitRefund(sale, "FAILED");
        assertThat(market.see(sale, "/refunds").getString("items[0].failureCode"))
                .isEqualTo("CARD_CLOSED");
        assertThat(facts(sale)).containsExactly("FUNDED", "REFUNDED", "REFUND_SETTLED", "REFUND_CAME_BACK");
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(300_000);
        assertThat(market.net(sale, "PROVIDER_CLEARING")).isEqualTo(-300_000);

        transfer(sale).statusCode(202);
        transfer(sale).statusCode(200).body("settledBy", equalTo("HAND"));
        assertThat(facts(sale))
                .containsExactly("FUNDED", "REFUNDED", "REFUND_SETTLED", "REFUND_CAME_BACK", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
        // Others have heard of it once.
        assertThat(market.probe().count("bonafide.escrow.OrderRefunded.v1", sale.order()))
                .isEqualTo(1);

        market.passes(Duration.ofDays(2));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(one("select string_agg(kind || ' ' || outcome, ', ' order by kind)"
                                + " from settlement_line where subject = '" + firstTry(sale) + "'"))
                        .isEqualTo("REFUND MATCHED, REFUND_RETURNED MATCHED"));
    }

    @Test
    @DisplayName("E-8: the same word again, or the old one late, changes nothing; another try settles it once more")
    void theWordTwiceAndOutOfOrder() throws SQLException {
        var sale = refunded();
        var first = firstTry(sale);
        assertThat(tell(failed(first))).isEqualTo(Heard.PARKED);
        assertThat(tell(failed(first))).isEqualTo(Heard.ALREADY_DONE);
        assertThat(tell(made(first))).isEqualTo(Heard.ALREADY_DONE);
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(300_000);

        market.asFinance().post("/v1/refunds/" + refund(sale) + "/tries").then().statusCode(202);
        awaitRefund(sale, "SETTLED");
        assertThat(tell(made(first))).isEqualTo(Heard.ALREADY_DONE);
        assertThat(tell(failed(first))).isEqualTo(Heard.ALREADY_DONE);
        assertThat(facts(sale))
                .containsExactly("FUNDED", "REFUNDED", "REFUND_SETTLED", "REFUND_CAME_BACK", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        // And that may come back as well.
        var second = one("select t.id from refund_try t join refund r on r.id = t.refund_id where t.number = 2"
                + " and r.order_id = '" + sale.order() + "'");
        assertThat(tell(failed(second))).isEqualTo(Heard.PARKED);
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(300_000);
        transfer(sale).statusCode(202);
        transfer(sale).statusCode(200);
        market.assertNothingIsLeft(sale);
        assertThat(one(
                        "select e.fact from provider_movement m join ledger_entry e on e.operation_key = m.operation_keys"
                                + " where m.kind = 'REFUND' and m.subject = '" + second + "'"))
                .isEqualTo("REFUND_SETTLED");
    }

    @Test
    @DisplayName("E-8, E-13: what comes back while a bank has the payment waits for it, and the bank gives it once")
    void whileABankHasThePayment() throws SQLException {
        var sale = refunded();
        pulledBack(sale);
        assertThat(tell(failed(firstTry(sale)))).isEqualTo(Heard.PARKED);
        awaitRefund(sale, "WAITING");
        transfer(sale).statusCode(409).body("code", equalTo("PAYMENT_PULLED_BACK"));

        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.see(sale, "/refunds").getString("items[0].settledBy")).isEqualTo("CHARGEBACK");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertThat(market.net(sale, "PROVIDER_CLEARING")).isZero();
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-8, E-13: what comes back when a bank has given the buyer the same is nobody's loss any more")
    void afterABankHasGivenItAsWell() throws SQLException {
        var sale = refunded();
        pulledBack(sale);
        script(sale, "chargeback-lost");
        market.awaitParked(sale, "INDEMNIFIED_TWICE");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-300_000);

        assertThat(tell(failed(firstTry(sale)))).isEqualTo(Heard.PARKED);
        assertThat(market.see(sale, "/refunds").getString("items[0].settledBy")).isEqualTo("CHARGEBACK");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertThat(market.net(sale, "PROVIDER_CLEARING")).isZero();
        market.assertNothingIsLeft(sale);
        transfer(sale).statusCode(409).body("code", equalTo("REFUND_NOT_FAILED"));
        assertThat(tell(failed(firstTry(sale)))).isEqualTo(Heard.ALREADY_DONE);
    }

    @Test
    @DisplayName(
            "E-8, E-13: what was given twice and comes back is the platform's loss no longer; the buyer keeps it once")
    void whatWasGivenTwice() throws SQLException {
        var sale = FailedRefundTest.cancelledWith(market, "refunds-fail");
        await().atMost(Market.SOON)
                .until(
                        () -> one("select count(t.failure_code) from refund_try t join refund r on r.id = t.refund_id"
                                + " where r.order_id = '" + sale.order() + "'"),
                        "1"::equals);
        pulledBack(sale);
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        var aTry = firstTry(sale);
        assertThat(tell(made(aTry))).isEqualTo(Heard.PARKED);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-300_000);

        assertThat(tell(failed(aTry))).isEqualTo(Heard.PARKED);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertThat(market.see(sale, "/refunds").getString("items[0].status")).isEqualTo("SETTLED");
        market.assertNothingIsLeft(sale);
        assertThat(tell(made(aTry))).isEqualTo(Heard.ALREADY_DONE);
    }

    @Test
    @DisplayName("E-8: a payment that the order could not use is on its way back again")
    void aPaymentThatTheOrderCouldNotUse() throws SQLException {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "other-amount");
        market.awaitPayment(sale, payment, "RETURNED");
        var aTry = firstTry(sale);
        assertThat(tell(failed(aTry))).isEqualTo(Heard.PARKED);
        market.awaitPayment(sale, payment, "RETURNING");
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(299_999);
        transfer(sale).statusCode(202);
        transfer(sale).statusCode(200);
        market.awaitPayment(sale, payment, "RETURNED");
        market.assertNothingIsLeft(sale);
    }

    /** Cancelled, and the buyer has the money back. */
    private Market.Sale refunded() {
        var sale = FailedRefundTest.cancelledWith(market, "succeed");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        return sale;
    }

    private static RefundFailed failed(String aTry) {
        return new RefundFailed(UUID.randomUUID().toString(), UUID.fromString(aTry), "late-" + aTry, "CARD_CLOSED");
    }

    private static RefundSucceeded made(String aTry) {
        return new RefundSucceeded(
                UUID.randomUUID().toString(), UUID.fromString(aTry), "late-" + aTry, Money.cny(300_000));
    }

    private Heard tell(PaymentReport report) {
        return transactions
                .runApart(session -> words.hear(session, "sandbox", report))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private void pulledBack(Market.Sale sale) {
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private List<String> facts(Market.Sale sale) {
        return market.see(sale, "/ledger").getList("items.fact");
    }

    private String refund(Market.Sale sale) {
        return market.see(sale, "/refunds").getString("items[0].refundId");
    }

    private void awaitRefund(Market.Sale sale, String status) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").getString("items[0].status"))
                        .isEqualTo(status));
    }

    private String firstTry(Market.Sale sale) throws SQLException {
        return one(
                "select t.id from refund_try t join refund r on r.id = t.refund_id where t.number = 1 and r.order_id = '"
                        + sale.order() + "'");
    }

    private String one(String query) throws SQLException {
        return Entries.one(database, query);
    }

    /** By somebody who has not been asked before. */
    private ValidatableResponse transfer(Market.Sale sale) {
        return Market.with(Tokens.of(UUID.randomUUID(), "finance"))
                .body(Map.of("reference", TRANSFER))
                .post("/v1/refunds/" + refund(sale) + "/transfer")
                .then();
    }
}
