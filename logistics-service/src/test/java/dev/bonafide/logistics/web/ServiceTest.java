package dev.bonafide.logistics.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.transaction.Transactions;
import dev.bonafide.kit.webhook.WebhookSignature;
import dev.bonafide.logistics.order.KnownOrder;
import dev.bonafide.logistics.store.KnownOrders;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of this service's surface say again and again. */
abstract class ServiceTest {

    static final String SECRET = "a webhook secret that is only good for tests";
    static final String FUNDED = "bonafide.escrow.OrderFunded.v1";
    static final String CREATED = "bonafide.logistics.ShipmentCreated.v1";
    static final String DISPATCHED = "bonafide.logistics.ShipmentDispatched.v1";
    static final String TRACKING = "bonafide.logistics.TrackingUpdated.v1";
    static final String DELIVERED = "bonafide.logistics.ShipmentDelivered.v1";

    @Inject
    Clock clock;

    @Inject
    DataSource database;

    @Inject
    KnownOrders orders;

    @Inject
    Transactions transactions;

    EventProbe probe = EventProbe.connect();

    /** An order with its parties. */
    record Deal(UUID orderId, UUID buyer, UUID seller, UUID addressId) {}

    @BeforeEach
    void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    /** An order that is paid for, with an address in the buyer's book. */
    Deal funded() {
        Deal deal = deal();
        putAddress(deal.buyer(), deal.addressId(), home(), null).then().statusCode(201);
        fund(deal);
        return deal;
    }

    static Deal deal() {
        return new Deal(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }

    void fund(Deal deal) {
        say(
                FUNDED,
                deal,
                Map.of(
                        "deliveryAddressId", deal.addressId().toString(),
                        "shipBy", clock.instant().plus(Duration.ofHours(48)).toString(),
                        "fundedAt", clock.instant().toString()));
        await().until(() -> known(deal).funding().isPresent());
    }

    /** Escrow says something of the order. */
    UUID say(String type, Deal deal, Map<String, String> facts) {
        var payload = Contracts.sample(type);
        payload.put("orderId", deal.orderId().toString());
        payload.put("buyerId", deal.buyer().toString());
        payload.put("sellerId", deal.seller().toString());
        facts.forEach(payload::put);
        return UUID.fromString(probe.publish(type, deal.orderId(), payload).id());
    }

    KnownOrder known(Deal deal) {
        return transactions
                .run(session -> orders.find(session, deal.orderId()))
                .await()
                .atMost(Duration.ofSeconds(5))
                .orElseGet(() -> new KnownOrder(
                        deal.orderId(), deal.buyer(), deal.seller(), Optional.empty(), false, Optional.empty()));
    }

    static Map<String, String> home() {
        return Map.of("recipient", "王小明", "phone", "+8613800138000", "line", "世纪大道100号 502室", "cityCode", "310100");
    }

    static Response putAddress(UUID owner, UUID id, Map<String, String> content, @Nullable String ifMatch) {
        var request = given().auth()
                .oauth2(Tokens.member(owner))
                .contentType(ContentType.JSON)
                .body(content);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put("/v1/addresses/{id}", id);
    }

    static String number(String suffix) {
        return "SB-" + UUID.randomUUID().toString().substring(24).toUpperCase(Locale.ROOT) + "-" + suffix;
    }

    static Response register(UUID seller, UUID orderId, String number) {
        return post(seller, "/v1/shipments", Map.of("orderId", orderId, "carrier", "SANDBOX", "number", number));
    }

    static Response post(UUID account, String path, Object body) {
        return given().auth()
                .oauth2(Tokens.member(account))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    static UUID registered(Deal deal, String number) {
        return UUID.fromString(register(deal.seller(), deal.orderId(), number)
                .then()
                .statusCode(201)
                .extract()
                .path("shipmentId"));
    }

    static ValidatableResponse shipment(UUID account, UUID shipmentId) {
        return given().auth()
                .oauth2(Tokens.member(account))
                .get("/v1/shipments/{id}", shipmentId)
                .then();
    }

    static void awaitStage(Deal deal, UUID shipmentId, String stage) {
        await().untilAsserted(() -> assertThat(
                        shipment(deal.buyer(), shipmentId).extract().<String>path("stage"))
                .isEqualTo(stage));
    }

    /** The carrier calls. */
    Response webhook(String messageId, String body) {
        return webhook(
                messageId, clock.instant(), WebhookSignature.sign(SECRET, messageId, clock.instant(), body), body);
    }

    static Response webhook(String messageId, Instant at, String signature, String body) {
        return given().contentType(ContentType.JSON)
                .header("webhook-id", messageId)
                .header("webhook-timestamp", at.getEpochSecond())
                .header("webhook-signature", signature)
                .body(body)
                .post("/v1/carrier-webhooks/sandbox");
    }

    static String scan(String number, String eventId, String code, Instant at) {
        return """
                {"events": [{"number": "%s", "eventId": "%s", "code": "%s", "at": "%s", "city": "310100"}]}""".formatted(number, eventId, code, at);
    }

    /** Moves this service's clock. */
    void move(Duration ahead) {
        var operator = Tokens.of(UUID.randomUUID(), "operator");
        long offset = given().auth()
                .oauth2(operator)
                .get("/sandbox/clock")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("offsetMillis");
        given().auth()
                .oauth2(operator)
                .contentType(ContentType.JSON)
                .body(Map.of("offsetMillis", offset + ahead.toMillis()))
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
    }
}
