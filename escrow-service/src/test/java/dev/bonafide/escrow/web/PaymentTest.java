package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.store.Entries;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that is slow, says things twice, in the wrong order, or too late. */
@QuarkusTest
class PaymentTest extends MarketTest {
    @Inject
    DataSource database;

    /** E-8: whatever way the yes comes, the order is funded once. */
    @ParameterizedTest
    @ValueSource(strings = {"succeed", "duplicate", "reordered", "timeout-then-success", "lost-webhook", "lost-ask"})
    void aYesFundsTheOrderOnceHoweverItComes(String script) {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, script);
        market.awaitStage(sale, "FUNDED");
        market.passes(Duration.ofSeconds(5));

        market.awaitPayment(sale, payment, "SUCCEEDED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED");
    }

    @Test
    void afterADeclineTheBuyerMayTryAgain() {
        var sale = market.payable(300_000);
        var declined = market.pay(sale, "decline");
        market.awaitPayment(sale, declined, "DECLINED");
        assertThat(market.see(sale, "/payments/" + declined).getString("declineCode"))
                .isEqualTo("CARD_DECLINED");

        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
    }

    @Test
    void theLastDigitsOfTheAmountAreAScriptToo() {
        var sale = market.payable(300_041);
        market.awaitPayment(sale, market.pay(sale), "DECLINED");
    }

    /** E-8: 3-D Secure. The buyer is sent to the bank's page, and only their yes moves money. */
    @Test
    void theBuyerProvesToTheBankWhoTheyAreFirst() {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "challenge");
        var page = awaitAction(sale, payment);
        given().get(page).then().statusCode(200).contentType("text/html").body(containsString("300000 CNY"));
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");

        given().post(page + "/pass").then().statusCode(200);
        market.awaitStage(sale, "FUNDED");
        market.awaitPayment(sale, payment, "SUCCEEDED");
        assertThat(market.see(sale, "/payments/" + payment).getString("actionUrl"))
                .isNull();
        given().post(page + "/fail").then().statusCode(404);
    }

    /** E-8 */
    @Test
    void aBuyerWhoCannotProveItHasNotPaid() {
        var sale = market.payable(300_048);
        var payment = market.pay(sale);
        given().post(awaitAction(sale, payment) + "/fail").then().statusCode(200);

        market.awaitPayment(sale, payment, "DECLINED");
        assertThat(market.see(sale, "/payments/" + payment).getString("declineCode"))
                .isEqualTo("AUTHENTICATION_FAILED");
        given().get("/v1/sandbox/challenges/guessed").then().statusCode(404);
    }

    @Test
    void theWaysToPayAreThoseThatAreConnected() {
        market.as(UUID.randomUUID())
                .header("Accept-Language", "zh-CN")
                .get("/v1/payment-methods")
                .then()
                .statusCode(200)
                .body("items.method", equalTo(List.of("SANDBOX_CARD")))
                .body("items.name", equalTo(List.of("沙箱银行卡")))
                .body("items.capture", equalTo(List.of("AT_ONCE")))
                .body("items.reservable", equalTo(List.of(true)));
        var sale = market.payable(300_000);
        market.as(sale.buyer())
                .body(Map.of("method", "ALIPAY"))
                .post("/v1/orders/" + sale.order() + "/payments")
                .then()
                .statusCode(422)
                .body("code", equalTo("METHOD_NOT_OFFERED"))
                .body("errors[0].pointer", equalTo("/method"));
    }

    private String awaitAction(Market.Sale sale, UUID payment) {
        return await().atMost(Market.SOON)
                .until(() -> market.see(sale, "/payments/" + payment).getString("actionUrl"), Objects::nonNull);
    }

    /** The order was cancelled meanwhile: the money is booked and goes back, never lost and never kept. */
    @Test
    void aLatePaymentOfACancelledOrderIsSentBack() {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "late:PT20M");
        market.passes(Duration.ofMinutes(15));
        market.awaitStage(sale, "CANCELLED");
        market.passes(Duration.ofMinutes(6));

        var issued = market.probe().await("bonafide.escrow.RefundIssued.v1", sale.order());
        assertThat(issued.data().path("reason").asText()).isEqualTo("LATE_PAYMENT");
        market.awaitPayment(sale, payment, "RETURNED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("SURPLUS_TAKEN", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        assertThat(market.probe().count("bonafide.escrow.OrderRefunded.v1", sale.order()))
                .isZero();
    }

    /** The provider declines, the buyer pays again, and then the first payment comes after all. */
    @Test
    void aSecondPaymentOfOneOrderIsSentBack() {
        var sale = market.payable(300_000);
        var first = market.pay(sale, "decline");
        market.awaitPayment(sale, first, "DECLINED");
        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        script(first, "succeed");

        market.awaitPayment(sale, first, "RETURNED");
        assertThat(market.stage(sale)).isEqualTo("FUNDED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
        assertThat(market.net(sale, "BUYER_REFUND")).isZero();
    }

    /** E-8: what came is the buyer's and goes back whole; the order waits for what is due, and finance hears of it. */
    @Test
    void anotherAmountThanDueGoesBackByItself() {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "other-amount");
        market.awaitPayment(sale, payment, "RETURNED");

        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("SURPLUS_TAKEN", "REFUND_SETTLED");
        assertThat(market.see(sale, "/refunds").getInt("items[0].amount.amountMinor"))
                .isEqualTo(299_999);
        market.assertNothingIsLeft(sale);
        assertThat(market.asFinance()
                        .get("/v1/ledger/parked-facts?limit=100")
                        .jsonPath()
                        .<String>getList("items.findAll { it.subject == '" + payment + "' }.reason"))
                .isEqualTo(List.of("AMOUNT_DIFFERS"));
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        assertThat(market.net(sale, "BUYER_REFUND")).isZero();
        market.assertBooksBalance();
    }

    /** What was parked before it went back by itself, finance sends back, just what came, and once. */
    @Test
    void anotherAmountThanDueGoesBackWhenFinanceSaysSo() throws SQLException {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "decline");
        market.awaitPayment(sale, payment, "DECLINED");
        Entries.tamper(
                database,
                "update payment set status = 'PARKED', captured_minor = 299999, decline_code = null where id = '"
                        + payment + "'");
        var path = "/v1/orders/" + sale.order() + "/payments/" + payment + "/return";
        market.as(sale.buyer()).post(path).then().statusCode(403);
        market.asFinance().post(path).then().statusCode(202).body("status", equalTo("RETURNING"));
        market.asFinance().post(path).then().statusCode(409).body("code", equalTo("NOTHING_TO_RETURN"));
        market.asFinance()
                .post(path.replace(payment.toString(), UUID.randomUUID().toString()))
                .then()
                .statusCode(404)
                .body("code", equalTo("PAYMENT_NOT_FOUND"));

        market.awaitPayment(sale, payment, "RETURNED");
        assertThat(market.see(sale, "/refunds").getInt("items[0].amount.amountMinor"))
                .isEqualTo(299_999);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("SURPLUS_TAKEN", "REFUND_SETTLED");
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        assertThat(market.net(sale, "BUYER_REFUND")).isZero();
    }

    @Test
    void whileAPaymentIsUnderWayThereIsNoSecondOne() {
        var sale = market.payable(300_000);
        var pending = market.pay(sale, "silent");
        market.as(sale.buyer())
                .body(Map.of("method", "SANDBOX_CARD"))
                .post("/v1/orders/" + sale.order() + "/payments")
                .then()
                .statusCode(409)
                .body("code", equalTo("PAYMENT_PENDING"))
                .body("paymentId", equalTo(pending.toString()));
        script(pending, "succeed");
        market.awaitStage(sale, "FUNDED");
    }

    @Test
    void beforeShippingEitherSideMayCancelAndTheBuyerHasAllOfItBack() {
        for (var asBuyer : List.of(true, false)) {
            var sale = market.funded(300_000);
            market.as(asBuyer ? sale.buyer() : sale.seller())
                    .post("/v1/orders/" + sale.order() + "/cancellation")
                    .then()
                    .statusCode(200)
                    .body("stage", equalTo("CANCELLED"))
                    .body("progress.reason", equalTo(asBuyer ? "BY_BUYER" : "BY_SELLER"));
            market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
            market.assertNothingIsLeft(sale);
        }
    }

    static void script(UUID payment, String script) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> Market.with(Tokens.of(UUID.randomUUID(), "operator"))
                        .body(Map.of("script", script))
                        .post("/v1/sandbox/payments/" + payment)
                        .then()
                        .statusCode(202));
    }
}
