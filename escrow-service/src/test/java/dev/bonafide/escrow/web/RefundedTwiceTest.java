package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.desk.payment.Heard;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import dev.bonafide.escrow.store.Entries;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-8, E-13: what has left the provider is in the books, also when it had told that it could not give the money back. */
@QuarkusTest
class RefundedTwiceTest extends MarketTest {
    @Inject
    DataSource database;

    @Inject
    ProviderWords words;

    @Inject
    Transactions transactions;

    @Test
    @DisplayName(
            "E-8, E-13: a try that succeeds after the bank has given the money is the platform's expense, once, and a person's")
    void aLateSuccessAfterTheBank() throws SQLException {
        var sale = cancelled();
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.see(sale, "/refunds").getString("items[0].settledBy")).isEqualTo("CHARGEBACK");

        var aTry = firstTry(sale);
        assertThat(given(aTry)).isEqualTo(Heard.PARKED);
        market.awaitParked(sale, "REFUNDED_TWICE");
        assertThat(given(aTry)).isEqualTo(Heard.ALREADY_DONE);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactlyInAnyOrder(
                        "FUNDED", "REFUNDED", "CHARGEBACK_WITHDRAWN", "CHARGEBACK_LOST", "REFUNDED_TWICE");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-300_000);
        // It came once, and has left twice.
        assertThat(market.net(sale, "PROVIDER_CLEARING")).isEqualTo(300_000);
        assertThat(one("select operation_keys from provider_movement where kind = 'REFUND' and subject = '" + aTry
                        + "'"))
                .isEqualTo("REFUNDED_TWICE:" + aTry);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-8: an earlier try that settles the refund is told again, and nobody takes it for another")
    void anEarlierTryIsToldAgain() throws SQLException {
        var sale = cancelled();
        var first = firstTry(sale);
        market.passes(Duration.ofHours(6));
        await().atMost(Market.SOON)
                .until(
                        () -> one("select count(t.failure_code) from refund_try t join refund r on r.id = t.refund_id"
                                + " where r.order_id = '" + sale.order() + "'"),
                        "2"::equals);
        assertThat(given(first)).isEqualTo(Heard.DONE);
        assertThat(given(first)).isEqualTo(Heard.ALREADY_DONE);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactlyInAnyOrder("FUNDED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
    }

    /** Told, each time in another message. */
    private Heard given(String aTry) {
        return transactions
                .runApart(session -> words.hear(
                        session,
                        "sandbox",
                        new RefundSucceeded(
                                UUID.randomUUID().toString(),
                                UUID.fromString(aTry),
                                "late-" + aTry,
                                Money.cny(300_000))))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /** Cancelled by the seller, and the first try to give the money back has failed. */
    private Market.Sale cancelled() {
        var sale = FailedRefundTest.cancelledWith(market, "refunds-fail");
        await().atMost(Market.SOON)
                .until(
                        () -> one("select count(t.failure_code) from refund_try t join refund r on r.id = t.refund_id"
                                + " where r.order_id = '" + sale.order() + "'"),
                        "1"::equals);
        return sale;
    }

    private String firstTry(Market.Sale sale) throws SQLException {
        return one(
                "select t.id from refund_try t join refund r on r.id = t.refund_id where t.number = 1 and r.order_id = '"
                        + sale.order() + "'");
    }

    private String one(String query) throws SQLException {
        return Entries.one(database, query);
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }
}
