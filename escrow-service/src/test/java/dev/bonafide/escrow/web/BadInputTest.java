package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** X-20, rule 9 of the house: bad input gets the precise problem, one entry per field, and changes nothing. */
@QuarkusTest
class BadInputTest extends MarketTest {
    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Sellers sellers;

    /** What is wrong with an amount before anybody asks what it is for: the field, and the code of its entry. */
    private static final Map<String, String[]> AMOUNTS = Map.of(
            "{\"amountMinor\": -1, \"currency\": \"CNY\"}", new String[] {"/amount/amountMinor", "AMOUNT_BELOW_ZERO"},
            "{\"amountMinor\": 99.999, \"currency\": \"CNY\"}",
                    new String[] {"/amount/amountMinor", "AMOUNT_NOT_WHOLE"},
            "{\"amountMinor\": 9223372036854775808, \"currency\": \"CNY\"}",
                    new String[] {"/amount/amountMinor", "AMOUNT_OUT_OF_RANGE"},
            "{\"amountMinor\": \"CNY\", \"currency\": 100}", new String[] {"/amount/amountMinor", "AMOUNT_NOT_WHOLE"},
            "{\"amountMinor\": 100, \"currency\": \"XQZ\"}", new String[] {"/amount/currency", "UNKNOWN_CURRENCY"},
            "{\"amountMinor\": 100, \"currency\": \"cny\"}", new String[] {"/amount/currency", "UNKNOWN_CURRENCY"},
            "{\"amountMinor\": 100}", new String[] {"/amount/currency", "REQUIRED"},
            "{\"currency\": \"CNY\"}", new String[] {"/amount/amountMinor", "REQUIRED"},
            "{\"amountMinor\": 100, \"currency\": \"CNY\", \"tip\": 1}", new String[] {"/amount/tip", "UNKNOWN_FIELD"},
            "100", new String[] {"/amount", "INVALID_MONEY"});

    @BeforeEach
    void sellers() {
        sellers = new Sellers(market);
    }

    @Test
    @DisplayName("E-5: an amount to give back that is none, negative, broken, too large or in another currency")
    void amountsThatGoBack() {
        var sale = market.delivered(300_000);
        var before = everything(sale);
        var path = "/v1/orders/" + sale.order() + "/refund-offers";
        AMOUNTS.forEach((amount, entry) -> refused(post(sale.seller(), path, amount), 422, "VALIDATION_FAILED")
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(entry[0]))
                .body("errors[0].code", equalTo(entry[1])));
        refused(post(sale.seller(), path, money(0, "CNY")), 422, "AMOUNT_NOT_POSITIVE");
        refused(post(sale.seller(), path, money(300_001, "CNY")), 422, "AMOUNT_ABOVE_HELD");
        refused(post(sale.seller(), path, money(Long.MAX_VALUE, "CNY")), 422, "AMOUNT_ABOVE_HELD");
        refused(post(sale.seller(), path, money(100, "USD")), 422, "CURRENCY_DIFFERS");
        assertThat(everything(sale)).isEqualTo(before);
    }

    @Test
    @DisplayName("E-12: an amount to be paid out that is none, negative, broken, too large or in another currency")
    void amountsThatArePaidOut() {
        var seller = sellers.whoHas(100_000, "sbx_bank_1");
        var before = balance(seller);
        var path = "/v1/sellers/me/payouts";
        AMOUNTS.forEach((amount, entry) -> refused(post(seller, path, amount), 422, "VALIDATION_FAILED")
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(entry[0]))
                .body("errors[0].code", equalTo(entry[1])));
        refused(post(seller, path, money(0, "CNY")), 422, "VALIDATION_FAILED")
                .body("errors[0].pointer", equalTo("/amount"))
                .body("errors[0].code", equalTo("POSITIVE"));
        refused(post(seller, path, money(Long.MAX_VALUE, "CNY")), 409, "AMOUNT_ABOVE_AVAILABLE");
        refused(post(seller, path, money(100, "USD")), 409, "AMOUNT_ABOVE_AVAILABLE");
        assertThat(balance(seller)).isEqualTo(before);
    }

    @Test
    @DisplayName("E-5: after the release nothing gives the money back, and nothing asks for it again")
    void refundAfterRelease() {
        var sale = market.delivered(300_000);
        post(sale.buyer(), "/v1/orders/" + sale.order() + "/refund-offers", money(100, "CNY"))
                .statusCode(201);
        market.accept(sale).statusCode(200);
        var before = everything(sale);
        var path = "/v1/orders/" + sale.order();

        for (var side : new UUID[] {sale.buyer(), sale.seller()}) {
            refused(post(side, path + "/refund-offers", money(100, "CNY")), 409, "WRONG_STAGE")
                    .body("stage", equalTo("RELEASED"))
                    .body("allowed", empty());
            refused(market.ask(side, sale, "/cancellation"), 409, "WRONG_STAGE");
        }
        refused(
                market.as(sale.seller())
                        .body("{\"reply\": \"AGREE\"}")
                        .post(path + "/refund-offers/1/answer")
                        .then(),
                409,
                "WRONG_STAGE");
        refused(
                market.as(sale.buyer())
                        .body("{\"method\": \"SANDBOX_CARD\"}")
                        .post(path + "/payments")
                        .then(),
                409,
                "WRONG_STAGE");
        assertThat(everything(sale)).isEqualTo(before);
    }

    @Test
    @DisplayName("E-2: a version that is gone moves nothing, whoever asks for what")
    void staleVersions() {
        var sale = market.funded(300_000);
        var before = everything(sale);
        for (var side : new UUID[] {sale.buyer(), sale.seller()}) {
            refused(
                    market.as(side)
                            .header("If-Match", "\"0\"")
                            .post("/v1/orders/" + sale.order() + "/cancellation")
                            .then(),
                    412,
                    "PRECONDITION_FAILED");
        }
        assertThat(everything(sale)).isEqualTo(before);
    }

    @Test
    @DisplayName("X-20: fields nobody knows, and bodies without an end, at every door of an order")
    void unknownFieldsAndOversizedBodies() {
        var sale = market.delivered(300_000);
        post(sale.seller(), "/v1/orders/" + sale.order() + "/refund-offers", money(100, "CNY"))
                .statusCode(201);
        var before = everything(sale);
        var doors = Map.of(
                "/refund-offers", "\"amount\": " + money(100, "CNY"),
                "/refund-offers/1/answer", "\"reply\": \"DECLINE\"",
                "/payments", "\"method\": \"SANDBOX_CARD\"");
        doors.forEach((door, known) -> {
            var path = "/v1/orders/" + sale.order() + door;
            refused(
                            market.as(sale.buyer())
                                    .body("{" + known + ", \"because\": \"please\"}")
                                    .post(path)
                                    .then(),
                            422,
                            "UNKNOWN_FIELD")
                    .body("errors[0].pointer", equalTo("/because"));
            refused(
                    market.as(sale.buyer())
                            .body("{" + known + ", \"because\": \"" + "a".repeat(300 * 1024) + "\"}")
                            .post(path)
                            .then(),
                    413,
                    "BODY_TOO_LARGE");
        });
        assertThat(everything(sale)).isEqualTo(before);
    }

    /** All that can be seen of an order: itself, its history, its entries, its offers and its payments. */
    private String everything(Market.Sale sale) {
        var all = new StringBuilder();
        for (var part : new String[] {"", "/history", "/ledger", "/refund-offers", "/payments", "/refunds"}) {
            var answer = market.as(sale.buyer()).get("/v1/orders/" + sale.order() + part);
            assertThat(answer.statusCode()).isEqualTo(200);
            all.append(answer.header("ETag")).append(answer.asString()).append('\n');
        }
        return all.toString();
    }

    private String balance(UUID seller) {
        return market.as(seller).get("/v1/sellers/me/balance").asString()
                + market.as(seller).get("/v1/sellers/me/payouts").asString();
    }

    private ValidatableResponse post(UUID by, String path, String amount) {
        return market.as(by).body("{\"amount\": " + amount + "}").post(path).then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("code", equalTo(code));
    }

    private static String money(long minor, String currency) {
        return "{\"amountMinor\": %d, \"currency\": \"%s\"}".formatted(minor, currency);
    }
}
