package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** E-9: amounts that are reserved at the buyer first. */
@QuarkusTest
class HoldTest extends MarketTest {

    /** Reserved while risk and listing still think, taken when both have said yes; booked when it has moved. */
    @Test
    void whatIsReservedIsTakenWhenTheOrderHasItsAnswers() {
        var sale = market.placed(300_000);
        var payment = reserve(sale, "succeed");
        market.awaitPayment(sale, payment, "AUTHORISED");
        var told = market.probe().await("bonafide.escrow.PaymentAuthorised.v1", sale.order());
        assertThat(told.data().path("paymentId").asText()).isEqualTo(payment.toString());
        assertThat(market.see(sale, "/payments/" + payment).getString("authorisedUntil"))
                .isNotNull();
        assertThat(market.stage(sale)).isEqualTo("PLACED");
        assertThat(market.see(sale, "/ledger").<String>getList("items")).isEmpty();

        market.reserve(sale);
        market.decide(sale, "ALLOW");
        market.awaitStage(sale, "FUNDED");
        market.awaitPayment(sale, payment, "SUCCEEDED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED");
    }

    /** The buyer of an order that is refused has nothing to get back, because nothing has moved. */
    @Test
    void whatIsReservedForAnOrderThatIsRefusedGoesFree() {
        var sale = market.placed(300_000);
        var payment = reserve(sale, "succeed");
        market.awaitPayment(sale, payment, "AUTHORISED");
        market.decide(sale, "BLOCK");

        market.awaitStage(sale, "CANCELLED");
        market.awaitPayment(sale, payment, "RELEASED");
        assertThat(market.see(sale, "/ledger").<String>getList("items")).isEmpty();
        assertThat(market.see(sale, "/refunds").<String>getList("items")).isEmpty();
    }

    /** An authorisation that comes when the order has ended is given free at once. */
    @Test
    void whatIsReservedTooLateGoesFree() {
        var sale = market.placed(300_000);
        var payment = reserve(sale, "late:PT40M");
        market.passes(Duration.ofMinutes(30));
        market.awaitStage(sale, "CANCELLED");
        market.passes(Duration.ofMinutes(11));

        market.awaitPayment(sale, payment, "RELEASED");
        assertThat(market.see(sale, "/ledger").<String>getList("items")).isEmpty();
    }

    /** Half-way through a short reservation it is renewed; nothing lapses unnoticed while the order waits. */
    @Test
    void aReservationIsRenewedBeforeItLapses() {
        var sale = market.placed(300_000);
        var first = reserve(sale, "expires:PT20M");
        market.awaitPayment(sale, first, "AUTHORISED");
        market.passes(Duration.ofMinutes(11));

        market.awaitPayment(sale, first, "RELEASED");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/payments").<String>getList("items.status"))
                        .containsExactly("RELEASED", "AUTHORISED"));
        market.reserve(sale);
        market.decide(sale, "ALLOW");
        market.awaitStage(sale, "FUNDED");
        assertThat(market.see(sale, "/payments").<String>getList("items.status"))
                .containsExactly("RELEASED", "SUCCEEDED");
    }

    /** Reserved for an order that waits already, it is taken at once; also when the words come twice and out of order. */
    @Test
    void anOrderThatWaitsForTheMoneyTakesItAtOnce() {
        for (var script : List.of("duplicate", "reordered", "lost-webhook", "timeout-then-success")) {
            var sale = market.payable(300_000);
            var payment = reserve(sale, script);
            market.awaitStage(sale, "FUNDED");
            market.awaitPayment(sale, payment, "SUCCEEDED");
            assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                    .as(script)
                    .containsExactly("FUNDED");
        }
    }

    @Test
    void lessThanIsDueIsNotEnough() {
        var less = market.payable(300_000);
        market.awaitPayment(less, reserve(less, "other-amount"), "RELEASED");
        assertThat(market.stage(less)).isEqualTo("AWAITING_PAYMENT");

        var partly = market.payable(300_000);
        market.awaitPayment(partly, reserve(partly, "partial-capture"), "RETURNED");
        assertThat(market.stage(partly)).isEqualTo("AWAITING_PAYMENT");
        market.assertNothingIsLeft(partly);
    }

    @Test
    void beforeTheAnswersMoneyCanOnlyBeReservedAndOnlyOnce() {
        var sale = market.placed(300_000);
        pay(sale, Map.of("method", "SANDBOX_CARD")).then().statusCode(409).body("code", equalTo("WRONG_STAGE"));
        var payment = reserve(sale, "succeed");
        market.awaitPayment(sale, payment, "AUTHORISED");
        pay(sale, Map.of("method", "SANDBOX_CARD", "capture", "LATER"))
                .then()
                .statusCode(409)
                .body("code", equalTo("PAYMENT_PENDING"))
                .body("paymentId", equalTo(payment.toString()));
        market.as(sale.seller())
                .body(Map.of("method", "SANDBOX_CARD", "capture", "LATER"))
                .post("/v1/orders/" + sale.order() + "/payments")
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_THE_BUYER"));
    }

    /** Of two ways to pay one order, the reservation is the one that is given free. */
    @Test
    void whatIsReservedForAnOrderThatWasPaidOtherwiseGoesFree() {
        var sale = market.payable(300_000);
        var reserved = reserve(sale, "decline");
        market.awaitPayment(sale, reserved, "DECLINED");
        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        PaymentTest.script(reserved, "succeed");

        market.awaitPayment(sale, reserved, "RELEASED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
        assertThat(market.see(sale, "/refunds").<String>getList("items")).isEmpty();
    }

    private UUID reserve(Market.Sale sale, String script) {
        var answer = pay(sale, Map.of("method", "SANDBOX_CARD", "capture", "LATER", "script", script));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return UUID.fromString(answer.jsonPath().getString("paymentId"));
    }

    private Response pay(Market.Sale sale, Map<String, String> wish) {
        return market.as(sale.buyer()).body(wish).post("/v1/orders/" + sale.order() + "/payments");
    }
}
