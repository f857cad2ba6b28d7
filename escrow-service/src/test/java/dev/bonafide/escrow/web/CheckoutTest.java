package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** E-14: what an order costs, from the quote to the ledger. */
@QuarkusTest
class CheckoutTest extends MarketTest {

    /** E-14: every line that was quoted is booked, to the fen, the services included. */
    @Test
    void theQuoteIsWhatIsBookedLineByLine() {
        var buyer = UUID.randomUUID();
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 123_457);
        market.grant(buyer, 2_000_000);
        var services = List.of("INSPECTION", "INSURANCE", "WARRANTY_1Y");
        var quote = quote(buyer, listing, services);
        assertThat(quote.<String>getList("terms.lines.line"))
                .containsExactly("PRICE", "BUYER_FEE", "SELLER_FEE", "INSPECTION", "INSURANCE", "WARRANTY_1Y");
        assertThat(quote.<Integer>getList("terms.lines.amount.amountMinor"))
                .containsExactly(123_457, 0, 741, 4_900, 617, 7_407);
        assertThat(quote.getLong("terms.total.amountMinor")).isEqualTo(123_457 + 4_900 + 617 + 7_407);

        var placed = order(buyer, listing, services, quote.getString("quoteHash"));
        placed.then().statusCode(201);
        assertThat(placed.jsonPath().<Object>get("terms")).isEqualTo(quote.get("terms"));
        var sale = new Market.Sale(
                buyer, seller, listing, UUID.fromString(placed.jsonPath().getString("orderId")));
        var said = market.probe().await("bonafide.escrow.OrderPlaced.v1", sale.order());
        assertThat(said.data().path("services")).hasSize(3);
        market.reserve(sale);
        market.decide(sale, "ALLOW");
        market.awaitStage(sale, "AWAITING_PAYMENT");
        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(quote.getLong("terms.total.amountMinor"));
        var shipment = UUID.randomUUID();
        market.dispatch(sale, shipment);
        market.deliver(sale, shipment, market.now());
        market.awaitStage(sale, "INSPECTION");
        market.accept(sale).statusCode(200);

        assertThat(market.payable(seller)).isEqualTo(quote.getLong("terms.sellerAmount.amountMinor"));
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(741);
        assertThat(market.net(sale, "INSPECTION")).isEqualTo(4_900);
        assertThat(market.net(sale, "INSURANCE")).isEqualTo(617);
        assertThat(market.net(sale, "WARRANTY")).isEqualTo(7_407);
        market.assertNothingIsLeft(sale);
        assertThat(market.see(sale, "").<String>getList("terms.lines.line")).hasSize(6);
    }

    /** E-14: a quote holds or is refused; the refusal carries the one that holds. */
    @Test
    void anOrderOnAQuoteThatNoLongerHoldsIsRefusedWithTheNewOne() {
        var buyer = UUID.randomUUID();
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        market.grant(buyer, 2_000_000);
        var hash = quote(buyer, listing, List.of()).getString("quoteHash");
        market.publish(listing, seller, 290_000, "d".repeat(64), 2);

        var refused = await().atMost(Market.SOON)
                .until(() -> order(buyer, listing, List.of(), hash), answer -> answer.statusCode() == 409);

        refused.then()
                .body("code", equalTo("QUOTE_CHANGED"))
                .body("total.amountMinor", equalTo(290_000))
                .body("quote.terms.price.amountMinor", equalTo(290_000))
                .body("quote.terms.lines.line", hasItem("SELLER_FEE"));
        assertThat(market.as(buyer).get("/v1/orders").jsonPath().<String>getList("items"))
                .isEmpty();
        order(buyer, listing, List.of("INSPECTION"), refused.jsonPath().getString("quote.quoteHash"))
                .then()
                .statusCode(409)
                .body("code", equalTo("QUOTE_CHANGED"));
        order(buyer, listing, List.of(), refused.jsonPath().getString("quote.quoteHash"))
                .then()
                .statusCode(201)
                .body("terms.total.amountMinor", equalTo(290_000));
    }

    @Test
    void theServicesOfferedAreThoseThatCanBeHad() {
        var buyer = UUID.randomUUID();
        var listing = market.publish(UUID.randomUUID(), 300_000);
        var quote = quote(buyer, listing, List.of());
        assertThat(quote.<String>getList("offered.line"))
                .containsExactly("INSPECTION", "INSURANCE", "WARRANTY_30D", "WARRANTY_1Y");
        assertThat(quote.<Integer>getList("offered.amount.amountMinor")).containsExactly(4_900, 1_500, 3_000, 18_000);
    }

    @Test
    void whatSalesCostIsShownToEverybodyWhoIsSignedIn() {
        market.as(UUID.randomUUID())
                .get("/v1/fee-schedules")
                .then()
                .statusCode(200)
                .body("items.version", hasItem("2026-11"))
                .body("items.find { it.version == '2026-11' }.services.service", hasItem("WARRANTY_30D"));
        market.as(UUID.randomUUID())
                .get("/v1/fee-schedules/2026-11")
                .then()
                .statusCode(200)
                .body("sellerFeeBasisPoints", equalTo(60))
                .body("services[0].service", equalTo("INSPECTION"))
                .body("services[0].atMost.amountMinor", equalTo(4_900));
        market.as(UUID.randomUUID())
                .get("/v1/fee-schedules/1999-01")
                .then()
                .statusCode(404)
                .body("code", equalTo("FEE_SCHEDULE_UNKNOWN"));
    }

    /** E-10: an order with services is paid in parts of all of it. */
    @Test
    void servicesArePaidInPartsToo() {
        var plans = new PlanMarket(market);
        var buyer = UUID.randomUUID();
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        market.grant(buyer, 2_000_000);
        plans.score(buyer, 720);
        var placed = await().atMost(Market.SOON)
                .until(
                        () -> order(buyer, listing, List.of("WARRANTY_30D"), null),
                        answer -> answer.statusCode() == 201);
        var sale = new Market.Sale(
                buyer, seller, listing, UUID.fromString(placed.jsonPath().getString("orderId")));
        market.reserve(sale);
        market.decide(sale, "ALLOW");
        market.awaitStage(sale, "AWAITING_PAYMENT");
        plans.agree(sale, 6, null, null);
        market.awaitStage(sale, "FUNDED");
        assertThat(plans.plan(sale).getLong("total.amountMinor")).isEqualTo(303_000);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(303_000);
        market.as(buyer)
                .get("/v1/orders/" + sale.order() + "/instalment-plan")
                .then()
                .body("parts.amount.amountMinor", contains(50_500, 50_500, 50_500, 50_500, 50_500, 50_500));
    }

    private JsonPath quote(UUID buyer, UUID listing, List<String> services) {
        return await().atMost(Market.SOON)
                .until(
                        () -> market.as(buyer)
                                .body(Map.of("listingId", listing, "services", services))
                                .post("/v1/orders/quote"),
                        answer -> answer.statusCode() == 200)
                .jsonPath();
    }

    private Response order(UUID buyer, UUID listing, List<String> services, @Nullable String quoteHash) {
        var wish = new HashMap<String, Object>(Market.wish(listing, null));
        wish.put("services", services);
        if (quoteHash != null) {
            wish.put("quoteHash", quoteHash);
        }
        return market.as(buyer).body(wish).post("/v1/orders");
    }
}
