package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.escrow.web.Market.Sale;
import dev.bonafide.fixtures.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** Orders in milestones, and what their parties and others say of them. */
final class PartsMarket {
    private final Market market;

    PartsMarket(Market market) {
        this.market = market;
    }

    /** Paid for, and nothing delivered yet. */
    Sale begun(long... prices) {
        return begun(UUID.randomUUID(), prices);
    }

    /** The same of that seller. */
    Sale begun(UUID seller, long... prices) {
        var listing = market.publish(seller, LongStream.of(prices).sum());
        var milestones = LongStream.of(prices)
                .mapToObj(price -> Map.<String, Object>of(
                        "title", "Part for " + price, "price", Map.of("amountMinor", price, "currency", "CNY")))
                .toList();
        var sale = market.placed(
                seller,
                listing,
                Map.of("listingId", listing, "deliveryAddressId", UUID.randomUUID(), "milestones", milestones));
        market.ask(seller, sale, "/agreement").statusCode(200);
        market.payable(sale);
        market.pay(sale, "succeed");
        market.awaitStage(sale, "IN_MILESTONES");
        return sale;
    }

    void deliver(Sale sale, int number) {
        market.ask(sale.seller(), sale, "/milestones/" + number + "/delivery").statusCode(200);
    }

    ValidatableResponse accept(Sale sale, int number) {
        return market.ask(sale.buyer(), sale, "/milestones/" + number + "/acceptance");
    }

    /** Another person of finance asks that a freeze of one milestone may last longer. */
    ValidatableResponse extend(Sale sale, int number) {
        return Market.with(Tokens.of(UUID.randomUUID(), "finance"))
                .post("/v1/orders/" + sale.order() + "/milestones/" + number + "/freeze-extension")
                .then();
    }

    void awaitStates(Sale sale, String... states) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/milestones").<String>getList("items.state"))
                        .containsExactly(states));
    }

    void awaitFacts(Sale sale, String... facts) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                        .containsExactlyInAnyOrder(facts));
    }

    /** The bank of the sandbox, by the one payment of the order. */
    void script(Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    JsonPath chargeback(Sale sale) {
        var cases = market.asFinance().get("/v1/chargebacks?limit=100").jsonPath();
        var id = cases.getString("items.find { it.orderId == '" + sale.order() + "' }.chargebackId");
        return market.asFinance().get("/v1/chargebacks/" + id).jsonPath();
    }

    /** What was said of a dispute. */
    JsonNode told(Sale sale, String type, UUID dispute) {
        return market.probe()
                .await(
                        type,
                        sale.order(),
                        data -> data.path("disputeId").asText().equals(dispute.toString()))
                .data();
    }

    void assertRefused(Sale sale, String reason, UUID dispute) {
        assertThat(told(sale, "bonafide.escrow.OrderFreezeRefused.v1", dispute)
                        .path("reason")
                        .asText())
                .isEqualTo(reason);
    }
}
