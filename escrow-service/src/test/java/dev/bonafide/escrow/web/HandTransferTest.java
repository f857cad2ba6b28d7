package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.bonafide.escrow.store.Entries;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-8, E-13: one person has written a transfer down, and before the second confirms it a bank pulls the payment back. */
@QuarkusTest
class HandTransferTest extends MarketTest {
    private static final String TRANSFER = "ICBC 7412";

    @Inject
    DataSource database;

    @Test
    @DisplayName(
            "E-8, E-13: the second person is told of the bank that has come in between, and may confirm when it is won")
    void aBankComesInBetweenAndIsWon() {
        var sale = writtenDownByOne();
        pulledBack(sale);
        transfer(refund(sale))
                .statusCode(409)
                .body("code", equalTo("PAYMENT_PULLED_BACK"))
                .body("chargebackId", notNullValue())
                .body("named", equalTo(TRANSFER))
                .body("refundStatus", equalTo("FAILED"));
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(300_000);

        script(sale, "chargeback-won");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        // It may have been transferred: the provider is not asked for it once more.
        assertThat(market.see(sale, "/refunds").getString("items[0].status")).isEqualTo("FAILED");
        transfer(refund(sale)).statusCode(200).body("settledBy", equalTo("HAND"));
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("E-8, E-13: a bank that gives the buyer what may have been transferred is a person's matter")
    void aBankComesInBetweenAndIsLost() {
        var sale = writtenDownByOne();
        pulledBack(sale);
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        market.awaitParked(sale, "TRANSFERRED_AND_SETTLED");
        transfer(refund(sale))
                .statusCode(409)
                .body("code", equalTo("REFUND_NOT_FAILED"))
                .body("refundStatus", equalTo("SETTLED"))
                .body("settledBy", equalTo("CHARGEBACK"));
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactlyInAnyOrder("FUNDED", "REFUNDED", "CHARGEBACK_WITHDRAWN", "CHARGEBACK_LOST");
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "E-8: the first person writes a mistyped transfer anew or withdraws it, and the second confirms what stands")
    void aMistypedTransfer() {
        var sale = failed();
        var refund = refund(sale);
        var first = Tokens.of(UUID.randomUUID(), "finance");
        var second = Tokens.of(UUID.randomUUID(), "finance");
        withdraw(first, refund).statusCode(409).body("code", equalTo("NO_TRANSFER_NAMED"));
        transfer(first, refund, "ICBC 7421").statusCode(202);
        transfer(first, refund, TRANSFER).statusCode(202).body("status", equalTo("FAILED"));
        // What the second person has looked at does not stand any more.
        transfer(second, refund, "ICBC 7421")
                .statusCode(409)
                .body("code", equalTo("TRANSFER_WRITTEN_ANEW"))
                .body("named", equalTo(TRANSFER));
        transfer(second, refund, "ICBC 9999").statusCode(422).body("code", equalTo("OTHER_TRANSFER"));
        withdraw(second, refund)
                .statusCode(409)
                .body("code", equalTo("TRANSFER_OF_ANOTHER"))
                .body("named", equalTo(TRANSFER));

        withdraw(first, refund).statusCode(200).body("status", equalTo("FAILED"));
        transfer(second, refund, TRANSFER)
                .statusCode(409)
                .body("code", equalTo("TRANSFER_WITHDRAWN"))
                .body("reference", equalTo(TRANSFER));
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(300_000);

        transfer(first, refund, TRANSFER).statusCode(202);
        transfer(first, refund, TRANSFER).statusCode(409).body("code", equalTo("SECOND_PERSON_NEEDED"));
        transfer(second, refund, TRANSFER).statusCode(200).body("settledBy", equalTo("HAND"));
        withdraw(first, refund).statusCode(409).body("code", equalTo("REFUND_NOT_FAILED"));
        assertThat(market.asFinance()
                        .get("/v1/refunds/" + refund + "/transfer")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .<String>getList("items.collect { it.kind + ' ' + it.reference }"))
                .containsExactly(
                        "WRITTEN ICBC 7421",
                        "WRITTEN " + TRANSFER,
                        "WITHDRAWN " + TRANSFER,
                        "WRITTEN " + TRANSFER,
                        "CONFIRMED " + TRANSFER);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-8, E-13: withdrawn while a bank has the payment, nobody has transferred anything, and it waits")
    void withdrawnBesideABank() {
        var sale = failed();
        var first = Tokens.of(UUID.randomUUID(), "finance");
        transfer(first, refund(sale), TRANSFER).statusCode(202);
        pulledBack(sale);
        withdraw(first, refund(sale)).statusCode(200).body("status", equalTo("WAITING"));
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertThat(market.see(sale, "/refunds").getString("items[0].settledBy")).isEqualTo("CHARGEBACK");
        market.assertNothingIsLeft(sale);
    }

    /** Cancelled, the card is closed, and one person says that they have transferred the money. */
    private Market.Sale writtenDownByOne() {
        var sale = failed();
        transfer(refund(sale)).statusCode(202);
        return sale;
    }

    private Market.Sale failed() {
        var sale = FailedRefundTest.cancelledWith(market, "refunds-fail");
        for (var tries = 1; tries <= 2; tries++) {
            awaitFailures(refund(sale), tries);
            market.passes(Duration.ofHours(6));
        }
        await().atMost(Market.SOON)
                .until(() -> market.see(sale, "/refunds").getString("items[0].status"), "FAILED"::equals);
        return sale;
    }

    private void awaitFailures(String refund, int failures) {
        var query = "select count(failure_code) from refund_try where refund_id = '" + refund + "'";
        await().atMost(Market.SOON).until(() -> Entries.one(database, query), String.valueOf(failures)::equals);
    }

    private void pulledBack(Market.Sale sale) {
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private String refund(Market.Sale sale) {
        return market.see(sale, "/refunds").getString("items[0].refundId");
    }

    /** By somebody who has not been asked before. */
    private static ValidatableResponse transfer(String refund) {
        return transfer(Tokens.of(UUID.randomUUID(), "finance"), refund, TRANSFER);
    }

    private static ValidatableResponse transfer(String token, String refund, String reference) {
        return Market.with(token)
                .body(Map.of("reference", reference))
                .post("/v1/refunds/" + refund + "/transfer")
                .then();
    }

    private static ValidatableResponse withdraw(String token, String refund) {
        return Market.with(token)
                .post("/v1/refunds/" + refund + "/transfer/withdrawal")
                .then();
    }
}
