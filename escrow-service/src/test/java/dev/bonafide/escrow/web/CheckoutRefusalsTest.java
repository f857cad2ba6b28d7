package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.kit.webhook.WebhookSignature;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to ask wrongly at checkout, once: the precise problem, and nothing changed. */
@QuarkusTest
class CheckoutRefusalsTest extends MarketTest {

    @Test
    void servicesThatAreNoneOrComeTwiceAreToldByTheirPlace() {
        var body = wish(UUID.randomUUID(), """
                "services": ["GIFT_WRAPPING", "INSPECTION", "INSPECTION", "inspection", ""]""");
        for (var path : new String[] {"/v1/orders", "/v1/orders/quote"}) {
            var sent = path.endsWith("quote") ? body.replaceAll("\"deliveryAddressId\": \"[^\"]*\",", "") : body;
            market.as(UUID.randomUUID())
                    .body(sent)
                    .post(path)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("VALIDATION_FAILED"))
                    .body("errors.pointer", contains("/services/0", "/services/2", "/services/3", "/services/4"))
                    .body(
                            "errors.code",
                            contains("UNKNOWN_SERVICE", "NAMED_TWICE", "UNKNOWN_SERVICE", "UNKNOWN_SERVICE"));
        }
    }

    @Test
    void twoWarrantiesExcludeEachOther() {
        var listing = market.publish(UUID.randomUUID(), 300_000);
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.as(UUID.randomUUID())
                        .body(wish(listing, "\"services\": [\"WARRANTY_1Y\", \"WARRANTY_30D\"]"))
                        .post("/v1/orders")
                        .then()
                        .statusCode(422)
                        .body("code", equalTo("SERVICES_EXCLUDE_EACH_OTHER"))
                        .body("services", contains("WARRANTY_30D", "WARRANTY_1Y")));
    }

    /** A service has its price in yuan: for an item in dollars there is none, and no rate of exchange is made up. */
    @Test
    void aServiceIsNotOfferedForAnItemInAnotherCurrency() {
        var listing = publishInDollars();
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.as(UUID.randomUUID())
                        .body("{\"listingId\": \"%s\", \"services\": [\"INSURANCE\"]}".formatted(listing))
                        .post("/v1/orders/quote")
                        .then()
                        .statusCode(422)
                        .body("code", equalTo("SERVICE_NOT_OFFERED"))
                        .body("services", contains("INSURANCE"))
                        .body("offered.size()", equalTo(0)));
    }

    /** Rights in one currency are none in another. */
    @Test
    void aBuyersLimitIsNotExchangedIntoAnotherCurrency() {
        var listing = publishInDollars();
        var buyer = UUID.randomUUID();
        market.grant(buyer, 2_000_000);
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.order(buyer, listing)
                        .then()
                        .statusCode(422)
                        .body("code", equalTo("LIMIT_EXCEEDED"))
                        .body("total.currency", equalTo("USD")));
        assertThat(market.as(buyer).get("/v1/orders").jsonPath().<String>getList("items"))
                .isEmpty();
    }

    @Test
    void nobodyIsQuotedTheirOwnListing() {
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.as(seller)
                        .body("{\"listingId\": \"%s\"}".formatted(listing))
                        .post("/v1/orders/quote")
                        .then()
                        .statusCode(422)
                        .body("code", equalTo("SELF_DEALING")));
    }

    /** Amounts are ours to say: whoever sends one is told that there is no such field, whatever it says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/total   | \"total\": {\"amountMinor\": 1.005, \"currency\": \"CNY\"}",
                "/price   | \"price\": -1",
                "/total   | \"total\": {\"amountMinor\": 300000, \"currency\": \"USD\"}",
                "/coupon  | \"coupon\": \"FREE\"",
                "/buyerId | \"buyerId\": \"019aa1f0-0001-7001-8000-0000000003e9\""
            })
    void anAmountOrAnyOtherFieldThatIsNotAskedForIsRefused(String pointer, String field) {
        market.as(UUID.randomUUID())
                .body(wish(UUID.randomUUID(), field))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_FIELD"))
                .body("errors[0].pointer", equalTo(pointer));
        var sale = market.payable(300_000);
        for (var path : new String[] {"/payments", "/instalment-plan"}) {
            var known = path.equals("/payments") ? "" : "\"parts\": 3, ";
            market.as(sale.buyer())
                    .body("{" + known + "\"method\": \"SANDBOX_CARD\", " + field + "}")
                    .post("/v1/orders/" + sale.order() + path)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("UNKNOWN_FIELD"))
                    .body("errors[0].pointer", equalTo(pointer));
        }
        assertThat(market.see(sale, "/payments").<String>getList("items")).isEmpty();
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12\"", "2.5", "12.0", "null", "true", "[12]", "1000000000000"})
    void aNumberOfPartsThatIsNoneIsRefused(String parts) {
        var sale = market.payable(300_000);
        market.as(sale.buyer())
                .body("{\"parts\": %s, \"method\": \"SANDBOX_CARD\"}".formatted(parts))
                .post("/v1/orders/" + sale.order() + "/instalment-plan")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/parts"));
        assertThat(market.see(sale, "/payments").<String>getList("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 1, 2, 5, 13, 24, Integer.MAX_VALUE})
    void partsThatAreNotOfferedAreRefusedWithThoseThatAre(int parts) {
        var plans = new PlanMarket(market);
        var sale = plans.payable(300_000, 720);
        await().atMost(Market.SOON)
                .untilAsserted(() -> plans.ask(sale, parts, null, null)
                        .then()
                        .statusCode(422)
                        .body("code", equalTo("INSTALMENTS_REFUSED"))
                        .body("errors[0].pointer", equalTo("/parts"))
                        .body("reasons.code", contains("PARTS_NOT_OFFERED"))
                        .body("reasons[0].offered", contains(3, 6, 12)));
        assertThat(market.see(sale, "/payments").<String>getList("items")).isEmpty();
    }

    /** E-10: all reasons at once, in the language of the buyer, and the decision is no secret. */
    @Test
    void everyReasonAgainstInstalmentsIsNamedAtOnce() {
        var plans = new PlanMarket(market);
        var sale = market.payable(30_000);
        plans.level(sale.buyer(), "L1");
        await().atMost(Market.SOON)
                .untilAsserted(() -> market.as(sale.buyer())
                        .header("Accept-Language", "zh-CN")
                        .body("{\"parts\": 4, \"method\": \"SANDBOX_CARD\"}")
                        .post(PlanMarket.path(sale))
                        .then()
                        .statusCode(422)
                        .body(
                                "reasons.code",
                                contains("LEVEL_TOO_LOW", "SCORE_UNKNOWN", "PARTS_NOT_OFFERED", "TOTAL_OUT_OF_RANGE"))
                        .body("reasons[0].text", equalTo("您的账户等级为 L1,分期付款需要 L2 级。"))
                        .body("reasons[3].min.amountMinor", equalTo(60_000)));
        plans.quote(sale, 4).then().statusCode(422).body("code", equalTo("INSTALMENTS_REFUSED"));
        plans.ask(sale, 3, "rob", null).then().statusCode(422).body("code", equalTo("SCRIPT_UNKNOWN"));
        plans.ask(sale, 3, null, "rob").then().statusCode(422).body("errors[0].pointer", equalTo("/laterScript"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders", "/v1/orders/quote"})
    void anOversizedBodyIsRefused(String path) {
        var padding = "\"snapshotHash\": \"" + "a".repeat(300 * 1024) + "\"";
        market.as(UUID.randomUUID())
                .body(wish(UUID.randomUUID(), padding))
                .post(path)
                .then()
                .statusCode(413)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo("BODY_TOO_LARGE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "ABCDEF", ""})
    void aQuoteHashThatIsNoneIsNamed(String hash) {
        market.as(UUID.randomUUID())
                .body(wish(UUID.randomUUID(), "\"quoteHash\": \"" + hash + "\""))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/quoteHash"));
    }

    /** What is no money that could go back: a person looks into it, and nothing is booked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300000.005 | CNY", // three decimals of a yuan
                "3000.001   | CNY",
                "300000     | USD", // the right number in a swapped currency
                "300000     | XQZ", // no currency at all
                "-300000    | CNY",
                "0          | CNY"
            })
    void moneyThatIsNotExactlyWhatWasAskedForFundsNothing(String amount, String currency) {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "silent");
        assertThat(tell(payment, amount, currency)).isEqualTo("PARKED");
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
        assertThat(market.see(sale, "/ledger").<String>getList("items")).isEmpty();
    }

    @Test
    void aPartPaidInASwappedCurrencyPaysNothing() {
        var plans = new PlanMarket(market);
        var sale = plans.payable(60_000, 720);
        var first = plans.agree(sale, 3, "silent", null).getString("firstPayment.paymentId");
        assertThat(tell(UUID.fromString(first), "20000", "USD")).isEqualTo("PARKED");
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
        assertThat(plans.plan(sale).getString("stage")).isEqualTo("PROPOSED");
        assertThat(market.see(sale, "/ledger").<String>getList("items")).isEmpty();
    }

    private String tell(UUID payment, String amount, String currency) {
        var body = """
                {"type": "payment.succeeded", "subject": "%s", "reference": "sbx_%s",
                 "amount": {"amountMinor": %s, "currency": "%s"}}""".formatted(payment, payment, amount, currency);
        var id = "msg_" + UUID.randomUUID();
        var now = clock.instant();
        return given().contentType(ContentType.JSON)
                .header(WebhookSignature.ID_HEADER, id)
                .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()))
                .header(
                        WebhookSignature.SIGNATURE_HEADER,
                        WebhookSignature.sign("only-for-tests", id, now, body.getBytes(StandardCharsets.UTF_8)))
                .body(body)
                .post("/v1/payment-webhooks/sandbox")
                .jsonPath()
                .getString("outcome");
    }

    private UUID publishInDollars() {
        var listing = UUID.randomUUID();
        var data = Contracts.sample("bonafide.listing.ListingPublished.v1")
                .put("listingId", listing.toString())
                .put("sellerId", UUID.randomUUID().toString());
        data.putObject("price").put("amountMinor", 300_000).put("currency", "USD");
        market.probe().publish("bonafide.listing.ListingPublished.v1", listing, data, UUID.randomUUID());
        return listing;
    }

    private static String wish(UUID listing, String field) {
        return "{\"listingId\": \"%s\", \"deliveryAddressId\": \"%s\", %s}"
                .formatted(listing, UUID.randomUUID(), field);
    }
}
