package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.kit.webhook.WebhookSignature;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What anybody could send to the webhook, and what only the provider could have sent. */
@QuarkusTest
class WebhookTest extends MarketTest {
    private static final String SECRET = "only-for-tests";
    private static final String PATH = "/v1/payment-webhooks/sandbox";

    @Test
    void theSameMessageAgainIsAlreadyDone() {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "silent");
        var body = succeeded(payment, 300_000);
        var id = "msg_" + UUID.randomUUID();

        send(id, clock.instant(), body, SECRET).statusCode(200).body("outcome", equalTo("DONE"));
        send(id, clock.instant(), body, SECRET).statusCode(200).body("outcome", equalTo("ALREADY_DONE"));
        send("msg_" + UUID.randomUUID(), clock.instant(), body, SECRET)
                .statusCode(200)
                .body("outcome", equalTo("ALREADY_DONE"));
        assertThat(market.stage(sale)).isEqualTo("FUNDED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED");
    }

    @Test
    void aMessageWithOneBitFlippedHasNoEffect() {
        var sale = market.payable(300_000);
        var body = succeeded(market.pay(sale, "silent"), 300_000).getBytes(StandardCharsets.UTF_8);
        var now = clock.instant();
        var signature = WebhookSignature.sign(SECRET, "msg_1", now, body);
        body[body.length / 2] ^= 1;

        post("msg_1", now, signature, body).statusCode(401).body("code", equalTo("WEBHOOK_SIGNATURE_INVALID"));
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
    }

    @Test
    void aMessageSignedByAnotherIsRefused() {
        var sale = market.payable(300_000);
        var body = succeeded(market.pay(sale, "silent"), 300_000);
        send("msg_2", clock.instant(), body, "guessed").statusCode(401);
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
    }

    @Test
    void aMessageOlderThanFiveMinutesIsRefused() {
        var body = succeeded(UUID.randomUUID(), 300_000);
        send("msg_3", clock.instant().minus(Duration.ofMinutes(6)), body, SECRET)
                .statusCode(400)
                .body("code", equalTo("WEBHOOK_STALE"));
    }

    @Test
    void aMessageWithoutSignatureIsRefused() {
        given().contentType(ContentType.JSON)
                .body(succeeded(UUID.randomUUID(), 300_000))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("WEBHOOK_HEADER_MISSING"));
    }

    @Test
    void aPaymentNobodyAskedForIsKeptForAPerson() {
        var payment = UUID.randomUUID();
        send("msg_" + payment, clock.instant(), succeeded(payment, 300_000), SECRET)
                .statusCode(202)
                .body("outcome", equalTo("PARKED"));
        assertThat(market.asFinance()
                        .get("/v1/ledger/parked-facts?limit=100")
                        .jsonPath()
                        .<String>getList("items.findAll { it.subject == '" + payment + "' }.reason"))
                .containsExactly("UNKNOWN_PAYMENT");
    }

    @Test
    void whatTheProviderSignedAndWeCannotReadIsKeptForAPerson() {
        for (var body : new String[] {
            "{",
            "[]",
            "{\"type\": \"payment.exploded\"}",
            succeeded(UUID.randomUUID(), -1),
            "{\"type\": \"x\", \"amount\": 1}"
        }) {
            send("msg_" + UUID.randomUUID(), clock.instant(), body, SECRET)
                    .statusCode(202)
                    .body("outcome", equalTo("PARKED"));
        }
    }

    @Test
    void anEndlessMessageAndAnUnknownProviderAreRefused() {
        send("msg_4", clock.instant(), " ".repeat(65 * 1024), SECRET)
                .statusCode(413)
                .body("code", equalTo("WEBHOOK_TOO_LARGE"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/payment-webhooks/nobody")
                .then()
                .statusCode(404)
                .body("code", equalTo("PROVIDER_UNKNOWN"));
    }

    private static String succeeded(UUID payment, long amountMinor) {
        return """
                {"type": "payment.succeeded", "subject": "%s", "reference": "sbx_%s",
                 "amount": {"amountMinor": %d, "currency": "CNY"}}""".formatted(payment, payment, amountMinor);
    }

    private static ValidatableResponse send(String id, Instant at, String body, String secret) {
        return post(id, at, WebhookSignature.sign(secret, id, at, body), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse post(String id, Instant at, String signature, byte[] body) {
        return given().contentType(ContentType.JSON)
                .header(WebhookSignature.ID_HEADER, id)
                .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(at.getEpochSecond()))
                .header(WebhookSignature.SIGNATURE_HEADER, signature)
                .body(body)
                .post(PATH)
                .then();
    }
}
