package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** E-8: a buyer whose card is closed has the money all the same, once. */
@QuarkusTest
class FailedRefundTest extends MarketTest {
    @Inject
    DataSource database;

    /** Three tries by policy, then finance: try again, and at last a transfer by hand that two people vouch for. */
    @Test
    void aRefundThatFailsIsTriedAgainAndThenFindsAnotherWay() {
        var sale = cancelledWith(market, "refunds-fail");
        var refund = refund(sale);
        for (var tries = 1; tries <= 2; tries++) {
            awaitFailures(refund, tries);
            assertThat(market.see(sale, "/refunds").getString("items[0].status"))
                    .isEqualTo("ASKED");
            market.passes(Duration.ofHours(6));
        }
        awaitFailures(refund, 3);
        awaitStatus(sale, "FAILED");
        assertThat(market.see(sale, "/refunds").getString("items[0].failureCode"))
                .isEqualTo("CARD_CLOSED");
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(300_000);
        assertThat(failed()).contains(refund);

        market.asFinance().post("/v1/refunds/" + refund + "/tries").then().statusCode(202);
        awaitStatus(sale, "FAILED");

        var first = Tokens.of(UUID.randomUUID(), "finance");
        transfer(first, refund, "ICBC 7412").then().statusCode(202).body("status", equalTo("FAILED"));
        transfer(first, refund, "ICBC 7412").then().statusCode(409).body("code", equalTo("SECOND_PERSON_NEEDED"));
        transfer(finance(), refund, "ICBC 7413").then().statusCode(422).body("code", equalTo("OTHER_TRANSFER"));
        transfer(finance(), refund, "ICBC 7412")
                .then()
                .statusCode(200)
                .body("status", equalTo("SETTLED"))
                .body("settledBy", equalTo("HAND"));
        transfer(finance(), refund, "ICBC 7412").then().statusCode(409).body("code", equalTo("REFUND_NOT_FAILED"));

        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        assertThat(failed()).doesNotContain(refund);
    }

    /** E-13: the bank may have given the buyer the money: nobody else gives it, not even a person, until the bank has decided. */
    @Test
    void aRefundThatFailedWaitsWhileABankHasTheMoney() {
        var sale = cancelledWith(market, "refunds-fail");
        var refund = refund(sale);
        awaitFailures(refund, 1);
        pulledBack(sale);
        market.passes(Duration.ofHours(6));
        awaitStatus(sale, "WAITING");
        awaitFailures(refund, 1);
        transfer(finance(), refund, "ICBC 7412").then().statusCode(409).body("refundStatus", equalTo("WAITING"));

        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertSettledByTheBank(sale);
        market.passes(Duration.ofDays(1));
        awaitFailures(refund, 1);
    }

    /** E-13: decided before the pause is over, the bank has given the buyer the money, and the pause ends in nothing. */
    @Test
    void aRefundThatPausesIsSettledByTheBank() {
        var sale = cancelledWith(market, "refunds-fail");
        var refund = refund(sale);
        awaitFailures(refund, 1);
        pulledBack(sale);
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        assertSettledByTheBank(sale);
        market.passes(Duration.ofHours(7));
        awaitFailures(refund, 1);
        assertSettledByTheBank(sale);
    }

    /** E-13: what finance finds failed while a bank has the money waits as well; won, the provider is asked again. */
    @Test
    void whatFinanceHasFailedWaitsForTheBank() {
        var sale = cancelledWith(market, "refunds-fail");
        var refund = refund(sale);
        for (var tries = 1; tries <= 2; tries++) {
            awaitFailures(refund, tries);
            market.passes(Duration.ofHours(6));
        }
        awaitStatus(sale, "FAILED");
        pulledBack(sale);
        transfer(finance(), refund, "ICBC 7412").then().statusCode(409).body("refundStatus", equalTo("WAITING"));
        script(sale, "chargeback-won");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").getString("items[0].status"))
                        .isNotEqualTo("WAITING"));
    }

    private void pulledBack(Market.Sale sale) {
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private void assertSettledByTheBank(Market.Sale sale) {
        assertThat(market.see(sale, "/refunds").<String>getList("items.settledBy"))
                .containsExactly("CHARGEBACK");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactlyInAnyOrder("FUNDED", "REFUNDED", "CHARGEBACK_WITHDRAWN", "CHARGEBACK_LOST");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        market.assertNothingIsLeft(sale);
    }

    @Test
    void whatIsNotThereOrNotForEveryoneIsRefused() {
        var nobody = UUID.randomUUID();
        market.asFinance()
                .post("/v1/refunds/" + nobody + "/tries")
                .then()
                .statusCode(404)
                .body("code", equalTo("REFUND_NOT_FOUND"));
        transfer(finance(), nobody.toString(), " ")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/reference"));
        market.asFinance()
                .post("/v1/refunds/" + nobody + "/transfer/withdrawal")
                .then()
                .statusCode(404)
                .body("code", equalTo("REFUND_NOT_FOUND"));
        market.asFinance()
                .get("/v1/refunds/" + nobody + "/transfer")
                .then()
                .statusCode(404)
                .body("code", equalTo("REFUND_NOT_FOUND"));
        market.as(UUID.randomUUID())
                .get("/v1/refunds/" + nobody + "/transfer")
                .then()
                .statusCode(403);
        market.as(UUID.randomUUID())
                .post("/v1/refunds/" + nobody + "/transfer/withdrawal")
                .then()
                .statusCode(403);
        market.as(UUID.randomUUID()).get("/v1/refunds/failed").then().statusCode(403);
        market.as(UUID.randomUUID())
                .post("/v1/refunds/" + nobody + "/tries")
                .then()
                .statusCode(403);
        transfer(Tokens.of(UUID.randomUUID(), "auditor"), nobody.toString(), "x")
                .then()
                .statusCode(403);
    }

    /** Paid by a script of the provider's, and cancelled by the seller. */
    static Market.Sale cancelledWith(Market market, String script) {
        var sale = market.payable(300_000);
        market.pay(sale, script);
        market.awaitStage(sale, "FUNDED");
        market.ask(sale.seller(), sale, "/cancellation").statusCode(200);
        return sale;
    }

    private String refund(Market.Sale sale) {
        return market.see(sale, "/refunds").getString("items[0].refundId");
    }

    private void awaitStatus(Market.Sale sale, String status) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").getString("items[0].status"))
                        .isEqualTo(status));
    }

    private void awaitFailures(String refund, int failures) {
        await().atMost(Market.SOON).untilAsserted(() -> {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(
                            "select count(failure_code), count(*) from refund_try where refund_id = '" + refund
                                    + "'")) {
                found.next();
                assertThat(found.getInt(1)).isEqualTo(failures);
                assertThat(found.getInt(2)).isEqualTo(failures);
            }
        });
    }

    private List<String> failed() {
        return market.asFinance()
                .get("/v1/refunds/failed?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.refundId");
    }

    private static String finance() {
        return Tokens.of(UUID.randomUUID(), "finance");
    }

    private static Response transfer(String token, String refund, String reference) {
        return Market.with(token).body(Map.of("reference", reference)).post("/v1/refunds/" + refund + "/transfer");
    }
}
