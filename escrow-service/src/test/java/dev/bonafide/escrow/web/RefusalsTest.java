package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to ask wrongly, once: the precise problem, and nothing changed. */
@QuarkusTest
class RefusalsTest extends MarketTest {

    @Test
    void toAStrangerAnOrderDoesNotExist() {
        var sale = market.delivered(300_000);
        var stranger = UUID.randomUUID();
        var path = "/v1/orders/" + sale.order();
        for (var read : new String[] {"", "/history", "/ledger", "/refunds", "/payments"}) {
            market.as(stranger).get(path + read).then().statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
        }
        for (var move : new String[] {"/acceptance", "/cancellation"}) {
            market.as(stranger).post(path + move).then().statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
            market.as(stranger)
                    .header("If-Match", "\"999\"")
                    .post(path + move)
                    .then()
                    .statusCode(404);
        }
        market.as(stranger)
                .body(Map.of("method", "SANDBOX_CARD"))
                .post(path + "/payments")
                .then()
                .statusCode(404);
        market.as(stranger)
                .post("/v1/orders/" + UUID.randomUUID() + "/acceptance")
                .then()
                .statusCode(404)
                .body("code", equalTo("ORDER_NOT_FOUND"));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
    }

    @Test
    void theSellerCannotAcceptForTheBuyerOrPay() {
        var sale = market.delivered(300_000);
        market.as(sale.seller())
                .post("/v1/orders/" + sale.order() + "/acceptance")
                .then()
                .statusCode(403)
                .body("code", equalTo("NOT_THE_BUYER"));
        market.as(sale.seller())
                .body(Map.of("method", "SANDBOX_CARD"))
                .post("/v1/orders/" + sale.order() + "/payments")
                .then()
                .statusCode(403);
    }

    @Test
    void withoutATokenOrWithTheWrongRoleNothingOpens() {
        for (var path : new String[] {
            "/v1/orders", "/v1/orders/" + UUID.randomUUID(), "/v1/ledger/trial-balance", "/v1/sellers/me/balance"
        }) {
            given().get(path).then().statusCode(401);
            Market.with(Tokens.expired(UUID.randomUUID())).get(path).then().statusCode(401);
            Market.with(Tokens.signedByOther(UUID.randomUUID()))
                    .get(path)
                    .then()
                    .statusCode(401);
        }
        given().contentType(ContentType.JSON).post("/v1/orders").then().statusCode(401);
        for (var path : new String[] {
            "/v1/ledger/trial-balance", "/v1/ledger/parked-facts", "/v1/ledger/entries?orderId=" + UUID.randomUUID()
        }) {
            market.as(UUID.randomUUID()).get(path).then().statusCode(403);
        }
        market.asFinance()
                .body(Market.wish(UUID.randomUUID(), null))
                .post("/v1/orders")
                .then()
                .statusCode(403);
        market.as(UUID.randomUUID())
                .body(Map.of("script", "succeed"))
                .post("/v1/sandbox/payments/" + UUID.randomUUID())
                .then()
                .statusCode(403);
    }

    /** E-2: an illegal transition names what would be legal for whoever asks, and not what services say to each other. */
    @Test
    void aMoveThatIsNotPossibleNamesThoseThatAre() {
        var sale = market.funded(300_000);
        market.accept(sale)
                .statusCode(409)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("WRONG_STAGE"))
                .body("stage", equalTo("FUNDED"))
                .body("allowed", contains("CANCEL"));
        var delivered = market.delivered(300_000);
        market.ask(delivered.buyer(), delivered, "/cancellation")
                .statusCode(409)
                .body("allowed", contains("ACCEPT", "AGREE_REFUND", "EXTEND_INSPECTION"));
        market.ask(delivered.seller(), delivered, "/cancellation")
                .statusCode(409)
                .body("allowed", contains("AGREE_REFUND"));
    }

    /** What a client may offer its user: to each side something else, and nothing to who only looks. */
    @Test
    void anOrderNamesWhatWhoeverLooksMayAskFor() {
        var sale = market.delivered(300_000);
        assertThat(allowedTo(Tokens.member(sale.buyer()), sale))
                .containsExactly("ACCEPT", "AGREE_REFUND", "EXTEND_INSPECTION");
        assertThat(allowedTo(Tokens.member(sale.seller()), sale)).containsExactly("AGREE_REFUND");
        assertThat(allowedTo(Tokens.of(UUID.randomUUID(), "finance"), sale)).isEmpty();
        market.accept(sale).statusCode(200).body("allowed", empty());
    }

    private static List<String> allowedTo(String token, Market.Sale sale) {
        return given().auth()
                .oauth2(token)
                .get("/v1/orders/" + sale.order())
                .then()
                .statusCode(200)
                .extract()
                .path("allowed");
    }

    @Test
    void onceAParcelIsNamedTheBuyerCannotCancel() {
        var sale = market.funded(300_000);
        var shipment = market.announce(sale);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.announcedShipmentId"))
                        .isEqualTo(shipment.toString()));
        market.as(sale.buyer())
                .post("/v1/orders/" + sale.order() + "/cancellation")
                .then()
                .statusCode(409)
                .body("code", equalTo("SHIPMENT_ANNOUNCED"));
    }

    @Test
    void aMoveOfAVersionThatIsGoneIsRefused() {
        var sale = market.delivered(300_000);
        var current = market.as(sale.buyer()).get("/v1/orders/" + sale.order()).header("ETag");
        market.as(sale.buyer())
                .header("If-Match", "\"0\"")
                .post("/v1/orders/" + sale.order() + "/acceptance")
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
        market.as(sale.buyer())
                .header("If-Match", current)
                .post("/v1/orders/" + sale.order() + "/acceptance")
                .then()
                .statusCode(200);
    }

    /** E-6: the whole contract of the key. */
    @Test
    void aRequestIsDoneOncePerKeyAndItsAnswerIsKept() {
        var sale = market.payable(300_000);
        var path = "/v1/orders/" + sale.order() + "/payments";
        var token = Tokens.member(sale.buyer());
        var request = Map.of("method", "SANDBOX_CARD");
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(request)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MISSING"));

        var key = UUID.randomUUID().toString();
        var first = given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(request)
                .post(path);
        assertThat(first.statusCode()).isEqualTo(202);
        market.awaitStage(sale, "FUNDED");
        var again = given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(request)
                .post(path);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("method", "SANDBOX_CARD", "script", "decline"))
                .post(path)
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
    }

    @Test
    void anOrderOfOnesOwnListingIsRefused() {
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        market.grant(seller, 2_000_000);
        await().atMost(Market.SOON)
                .untilAsserted(() ->
                        market.order(seller, listing).then().statusCode(422).body("code", equalTo("SELF_DEALING")));
    }

    /** I-5: above the limit, and for an account we have not heard of, naming the policy. */
    @Test
    void anOrderAboveTheBuyersLimitIsRefused() {
        var listing = market.publish(UUID.randomUUID(), 300_000);
        var unknown = UUID.randomUUID();
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.order(unknown, listing)
                        .then()
                        .statusCode(422)
                        .body("code", equalTo("LIMIT_EXCEEDED"))
                        .body("limit.amountMinor", equalTo(0))
                        .body("policyVersion", equalTo("L0")));

        market.grant(unknown, 299_999);
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.order(unknown, listing)
                        .then()
                        .statusCode(422)
                        .body("limit.amountMinor", equalTo(299_999)));
    }

    @Test
    void aListingThatIsUnknownGoneOrChangedIsRefused() {
        var buyer = UUID.randomUUID();
        market.grant(buyer, 2_000_000);
        market.order(buyer, UUID.randomUUID()).then().statusCode(404).body("code", equalTo("LISTING_UNKNOWN"));

        var sale = market.payable(300_000);
        market.grant(buyer, 2_000_000);
        market.order(buyer, sale.listing())
                .then()
                .statusCode(409)
                .body("code", equalTo("LISTING_NOT_ON_SALE"))
                .body("availability", equalTo("RESERVED"));

        var listing = market.publish(UUID.randomUUID(), 300_000);
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.as(buyer)
                        .body(Market.wish(listing, "d".repeat(64)))
                        .post("/v1/orders")
                        .then()
                        .statusCode(409)
                        .body("code", equalTo("SNAPSHOT_CHANGED"))
                        .body("currentSnapshotHash", equalTo(Market.SNAPSHOT))
                        .body("currentPrice.amountMinor", equalTo(300_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{}",
                "{\"listingId\": \"not-an-id\", \"deliveryAddressId\": \"not-an-id\"}",
                "{\"listingId\": 7, \"deliveryAddressId\": 8}"
            })
    void whatIsNoOrderIsRefused(String body) {
        var answer = market.as(UUID.randomUUID()).body(body).post("/v1/orders").then();
        assertThat(answer.extract().statusCode()).isBetween(400, 422);
        answer.contentType(startsWith("application/problem+json"));
    }

    @Test
    void aSnapshotHashThatIsNoneIsNamed() {
        market.as(UUID.randomUUID())
                .body(Market.wish(UUID.randomUUID(), "not-a-hash"))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("/snapshotHash"));
    }

    @Test
    void aPaymentThatIsNoneIsRefused() {
        var sale = market.payable(300_000);
        var path = "/v1/orders/" + sale.order() + "/payments";
        for (var body :
                new String[] {"{}", "{\"method\": \"CASH\"}", "{\"method\": \"SANDBOX_CARD\", \"script\": \"rob\"}"}) {
            assertThat(market.as(sale.buyer()).body(body).post(path).statusCode())
                    .isBetween(400, 422);
        }
        market.as(sale.buyer())
                .get(path + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("PAYMENT_NOT_FOUND"));
        assertThat(market.see(sale, "/payments").<String>getList("items")).isEmpty();
    }

    @Test
    void problemsSpeakTheLanguageOfTheCaller() {
        market.as(UUID.randomUUID())
                .header("Accept-Language", "zh-CN")
                .get("/v1/orders/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .header("Content-Language", equalTo("zh-CN"))
                .body("title", equalTo("没有这个订单"));
    }

    @Test
    void ordersAreListedNewestFirstPageByPage() {
        var first = market.placed(300_000);
        var second = market.publish(first.seller(), 200_000);
        await().atMost(Market.SOON)
                .until(() -> market.order(first.buyer(), second), answer -> answer.statusCode() == 201);

        var page = market.as(first.buyer()).get("/v1/orders?limit=1").jsonPath();
        assertThat(page.<String>getList("items.listingId")).containsExactly(second.toString());
        var next = market.as(first.buyer())
                .get("/v1/orders?limit=1&cursor=" + page.getString("nextCursor"))
                .jsonPath();
        assertThat(next.<String>getList("items.listingId"))
                .containsExactly(first.listing().toString());
        assertThat(next.getString("nextCursor")).isNull();
        assertThat(market.as(first.seller())
                        .get("/v1/orders?role=seller&stage=PLACED")
                        .jsonPath()
                        .<String>getList("items"))
                .hasSize(2);
        assertThat(market.as(first.seller()).get("/v1/orders").jsonPath().<String>getList("items"))
                .isEmpty();
        market.as(first.buyer()).get("/v1/orders?cursor=nonsense").then().statusCode(400);
    }
}
