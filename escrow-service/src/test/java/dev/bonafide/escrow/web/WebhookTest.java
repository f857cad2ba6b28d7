package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.bonafide.kit.webhook.WebhookSignature;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What anybody could send to the webhook, and what only the provider could have sent. */
@QuarkusTest
class WebhookTest extends MarketTest {
    private static final String SECRET = "only-for-tests";
    private static final String PATH = "/v1/payment-webhooks/sandbox";

    @Inject
    DataSource database;

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

    /** E-6: five minutes, either way. */
    @Test
    void aMessageOfAnotherTimeIsRefused() {
        var body = succeeded(UUID.randomUUID(), 300_000);
        for (var away : new Duration[] {Duration.ofMinutes(6), Duration.ofMinutes(-6), Duration.ofDays(3650)}) {
            send("msg_3", clock.instant().minus(away), body, SECRET)
                    .statusCode(400)
                    .body("code", equalTo("WEBHOOK_STALE"));
        }
    }

    /** E-6: who has seen a message cannot send it again later, nor under another id. */
    @Test
    void anOldSignatureUnderANewTimeOrIdIsRefused() {
        var sale = market.payable(300_000);
        var body = succeeded(market.pay(sale, "silent"), 300_000).getBytes(StandardCharsets.UTF_8);
        var seen = clock.instant().minus(Duration.ofMinutes(6));
        var signature = WebhookSignature.sign(SECRET, "msg_6", seen, body);

        post("msg_6", seen, signature, body).statusCode(400).body("code", equalTo("WEBHOOK_STALE"));
        post("msg_6", clock.instant(), signature, body)
                .statusCode(401)
                .body("code", equalTo("WEBHOOK_SIGNATURE_INVALID"));
        var fresh = clock.instant();
        post("msg_7", fresh, WebhookSignature.sign(SECRET, "msg_6", fresh, body), body)
                .statusCode(401)
                .body("code", equalTo("WEBHOOK_SIGNATURE_INVALID"));
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
    }

    /** E-6: the id is what counts, so another body under a known one does nothing. */
    @Test
    void theSameIdWithAnotherBodyDoesNothing() {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "silent");
        var id = "msg_" + UUID.randomUUID();
        send(id, clock.instant(), message("payment.processing", payment), SECRET)
                .statusCode(200);

        send(id, clock.instant(), succeeded(payment, 300_000), SECRET)
                .statusCode(200)
                .body("outcome", equalTo("ALREADY_DONE"));
        assertThat(market.stage(sale)).isEqualTo("AWAITING_PAYMENT");
    }

    /** A provider that waits too long for an answer may stop sending: it is told to come back, and was heard all the same. */
    @Test
    void aSlowDatabaseDoesNotKeepAProviderWaiting() throws SQLException {
        var sale = market.payable(300_000);
        var payment = market.pay(sale, "silent");
        var id = "msg_" + UUID.randomUUID();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select 1 from orders where id = '" + sale.order() + "' for update");
            send(id, clock.instant(), succeeded(payment, 300_000), SECRET)
                    .statusCode(503)
                    .header("Retry-After", equalTo("2"))
                    .time(lessThan(10_000L));
            connection.rollback();
        }
        market.awaitStage(sale, "FUNDED");
        send(id, clock.instant(), succeeded(payment, 300_000), SECRET)
                .statusCode(200)
                .body("outcome", equalTo("ALREADY_DONE"));
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED");
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
            message("payment.exploded", UUID.randomUUID()),
            message("payment.authorised", UUID.randomUUID()),
            message("chargeback.opened", UUID.randomUUID()),
            succeeded(UUID.randomUUID(), -1),
            "{\"type\": \"x\", \"amount\": 1}"
        }) {
            var id = "msg_" + UUID.randomUUID();
            send(id, clock.instant(), body, SECRET).statusCode(202).body("outcome", equalTo("PARKED"));
            send(id, clock.instant(), body, SECRET).statusCode(200).body("outcome", equalTo("ALREADY_DONE"));
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

    private static String message(String type, UUID subject) {
        return """
                {"type": "%s", "subject": "%s", "reference": "sbx_%s"}""".formatted(type, subject, subject);
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
