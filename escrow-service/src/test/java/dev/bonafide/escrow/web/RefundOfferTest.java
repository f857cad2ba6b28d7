package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two sides settle between themselves. */
@QuarkusTest
class RefundOfferTest extends MarketTest {
    private static Market.@Nullable Sale looked;

    /** E-2, E-5: one balanced entry; the buyer has the money back by the way it came, and the fee follows the seller's leg. */
    @Test
    void bothSidesAgreeThatSomeOfThePriceGoesBack() {
        var sale = market.delivered(300_000);
        offer(sale.seller(), sale, 30_000)
                .statusCode(201)
                .body("number", equalTo(1))
                .body("by", equalTo("SELLER"))
                .body("status", equalTo("OPEN"));
        reply(sale.buyer(), sale, 1, "AGREE").statusCode(200).body("status", equalTo("AGREED"));

        var order = market.see(sale, "");
        assertThat(order.getString("stage")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(order.getLong("progress.toBuyer.amountMinor")).isEqualTo(30_000);
        assertThat(order.getLong("progress.toSeller.amountMinor")).isEqualTo(268_380);
        assertThat(order.getInt("progress.refundOffer")).isEqualTo(1);
        assertThat(market.payable(sale.seller())).isEqualTo(268_380);
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(1_620);

        var settled = market.probe().await("bonafide.escrow.RefundSettled.v1", sale.order());
        assertThat(settled.data().path("reason").asText()).isEqualTo("PART_AGREED");
        market.assertNothingIsLeft(sale);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "SPLIT", "REFUND_SETTLED");
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(30_000);
        market.probe().await("bonafide.escrow.OrderPartiallyRefunded.v1", sale.order());
        var sold = market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(sold.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(268_380);
        market.probe().await("bonafide.escrow.RefundOfferMade.v1", sale.order());
        market.probe().await("bonafide.escrow.RefundOfferAnswered.v1", sale.order());

        // The sale has not failed, and no timer or party moves the money again.
        market.passes(Duration.ofDays(8));
        market.accept(sale).statusCode(409).body("stage", equalTo("PARTIALLY_REFUNDED"));
        assertThat(market.probe().count("bonafide.escrow.OrderRefunded.v1", sale.order()))
                .isZero();
        assertThat(market.payable(sale.seller())).isEqualTo(268_380);
    }

    /** All of the price is a refund like any other. */
    @Test
    void theSellerAgreesToGiveEverythingBack() {
        var sale = market.delivered(300_000);
        offer(sale.buyer(), sale, 300_000).statusCode(201);
        reply(sale.seller(), sale, 1, "AGREE").statusCode(200);

        assertThat(market.stage(sale)).isEqualTo("REFUNDED");
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(300_000);
        assertThat(market.payable(sale.seller())).isZero();
        market.assertNothingIsLeft(sale);
    }

    @Test
    void aNewerOfferReplacesAnOpenOneAndADeclineChangesNothing() {
        var sale = market.delivered(300_000);
        offer(sale.buyer(), sale, 90_000).statusCode(201).body("number", equalTo(1));
        offer(sale.seller(), sale, 10_000).statusCode(201).body("number", equalTo(2));
        offer(sale.buyer(), sale, 60_000).statusCode(201).body("number", equalTo(3));

        reply(sale.seller(), sale, 1, "AGREE")
                .statusCode(409)
                .body("code", equalTo("REFUND_OFFER_CLOSED"))
                .body("offerStatus", equalTo("SUPERSEDED"));
        reply(sale.seller(), sale, 3, "DECLINE").statusCode(200).body("status", equalTo("DECLINED"));
        reply(sale.seller(), sale, 3, "DECLINE").statusCode(200).body("status", equalTo("DECLINED"));
        reply(sale.seller(), sale, 3, "AGREE").statusCode(409).body("code", equalTo("REFUND_OFFER_CLOSED"));
        market.as(sale.buyer())
                .get("/v1/orders/" + sale.order() + "/refund-offers")
                .then()
                .statusCode(200)
                .body("items.status", contains("SUPERSEDED", "OPEN", "DECLINED"));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
        market.accept(sale).statusCode(200).body("stage", equalTo("RELEASED"));
        reply(sale.buyer(), sale, 2, "AGREE")
                .statusCode(409)
                .body("code", equalTo("WRONG_STAGE"))
                .body("stage", equalTo("RELEASED"));
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
    }

    /** E-5: over-refund and other nonsense is refused with the field named. */
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"amount\": {\"amountMinor\": 300001, \"currency\": \"CNY\"}} | 422 | AMOUNT_ABOVE_HELD",
                "{\"amount\": {\"amountMinor\": 0, \"currency\": \"CNY\"}} | 422 | AMOUNT_NOT_POSITIVE",
                "{\"amount\": {\"amountMinor\": 100, \"currency\": \"USD\"}} | 422 | CURRENCY_DIFFERS",
                "{\"amount\": {\"amountMinor\": -1, \"currency\": \"CNY\"}} | 4xx |",
                "{\"amount\": {\"amountMinor\": 99.999, \"currency\": \"CNY\"}} | 4xx |",
                "{\"amount\": {\"amountMinor\": 9223372036854775808, \"currency\": \"CNY\"}} | 4xx |",
                "{\"amount\": {\"amountMinor\": 100, \"currency\": \"XYZ\"}} | 4xx |",
                "{\"amount\": {\"amountMinor\": \"100\", \"currency\": \"CNY\"}} | 4xx |",
                "{\"amount\": {\"amountMinor\": \"CNY\", \"currency\": 100}} | 4xx |",
                "{\"amount\": {\"amountMinor\": 100, \"currency\": \"CNY\"}, \"tip\": 1} | 4xx |",
                "{} | 422 |"
            })
    void anAmountThatIsNoneIsRefused(String body, String status, String code) {
        var sale = unchanged();
        var answer = market.as(sale.seller())
                .body(body)
                .post("/v1/orders/" + sale.order() + "/refund-offers")
                .then()
                .contentType("application/problem+json");
        if (status.equals("4xx")) {
            assertThat(answer.extract().statusCode()).isIn(400, 422);
        } else {
            answer.statusCode(Integer.parseInt(status));
        }
        if (code != null) {
            answer.body("code", equalTo(code));
        }
        assertThat(answer.extract().jsonPath().<Object>getList("errors")).isNotEmpty();
        assertThat(market.see(sale, "/refund-offers").<Object>getList("items")).isEmpty();
    }

    @Test
    void onlyTheOtherSideAnswersAndOnlyWhileTheBuyerLooksAtTheItem() {
        var funded = market.funded(300_000);
        offer(funded.seller(), funded, 100)
                .statusCode(409)
                .body("code", equalTo("WRONG_STAGE"))
                .body("stage", equalTo("FUNDED"));

        var sale = market.delivered(300_000);
        offer(sale.seller(), sale, 30_000).statusCode(201);
        reply(sale.seller(), sale, 1, "AGREE").statusCode(403).body("code", equalTo("OWN_REFUND_OFFER"));
        reply(sale.buyer(), sale, 2, "AGREE").statusCode(404).body("code", equalTo("REFUND_OFFER_NOT_FOUND"));
        assertThat(reply(sale.buyer(), sale, 1, "PERHAPS").extract().statusCode())
                .isIn(400, 422);
        var stranger = UUID.randomUUID();
        offer(stranger, sale, 100).statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
        reply(stranger, sale, 1, "AGREE").statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
        market.as(stranger)
                .get("/v1/orders/" + sale.order() + "/refund-offers")
                .then()
                .statusCode(404);

        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        reply(sale.buyer(), sale, 1, "AGREE").statusCode(409).body("stage", equalTo("DISPUTED"));
        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        assertThat(market.net(sale, "BUYER_REFUND")).isZero();
    }

    /** E-5, X-2: agreement against acceptance against another agreement: the money moves once. */
    @Test
    void whoeverIsFirstEndsTheOrderAndTheOthersAreTold() throws Exception {
        for (int round = 0; round < 5; round++) {
            var sale = market.delivered(300_000);
            offer(sale.seller(), sale, 30_000).statusCode(201);
            offer(sale.buyer(), sale, 50_000).statusCode(201);
            try (var people = Executors.newFixedThreadPool(12)) {
                var tries = IntStream.range(0, 12)
                        .<Callable<Integer>>mapToObj(i -> () -> switch (i % 3) {
                            case 0 ->
                                reply(sale.buyer(), sale, 1, "AGREE").extract().statusCode();
                            case 1 ->
                                reply(sale.seller(), sale, 2, "AGREE").extract().statusCode();
                            default -> market.accept(sale).extract().statusCode();
                        })
                        .toList();
                for (var answer : people.invokeAll(tries)) {
                    assertThat(answer.get()).isIn(200, 409);
                }
            }
            await().atMost(Market.SOON)
                    .untilAsserted(
                            () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
            var facts = market.see(sale, "/ledger").<String>getList("items.fact");
            assertThat(facts).isIn(List.of("FUNDED", "RELEASED"), List.of("FUNDED", "SPLIT", "REFUND_SETTLED"));
            market.assertNothingIsLeft(sale);
        }
    }

    /** One sale for all that is refused: none of it changes anything. */
    private Market.Sale unchanged() {
        var known = looked;
        if (known == null) {
            known = market.delivered(300_000);
            looked = known;
        }
        return known;
    }

    private ValidatableResponse offer(UUID by, Market.Sale sale, long amount) {
        return market.as(by)
                .body(Map.of("amount", Map.of("amountMinor", amount, "currency", "CNY")))
                .post("/v1/orders/" + sale.order() + "/refund-offers")
                .then();
    }

    private ValidatableResponse reply(UUID by, Market.Sale sale, int number, String reply) {
        return market.as(by)
                .body(Map.of("reply", reply))
                .post("/v1/orders/" + sale.order() + "/refund-offers/" + number + "/answer")
                .then();
    }
}
