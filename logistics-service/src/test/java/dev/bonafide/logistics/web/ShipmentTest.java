package dev.bonafide.logistics.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Event;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ShipmentTest extends ServiceTest {

    @Test
    void theSellerAnnouncesTheParcelOnceAndBothPartiesSeeItButNobodyElse() {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);

        Event created = probe.await(CREATED, id);
        assertThat(created.text("orderId")).isEqualTo(deal.orderId().toString());
        assertThat(created.data().toString()).doesNotContain(number);
        shipment(deal.buyer(), id).statusCode(200).body("number", equalTo(number));
        shipment(deal.seller(), id).statusCode(200);
        shipment(UUID.randomUUID(), id).statusCode(404);
        given().get("/v1/shipments/{id}", id).then().statusCode(401);

        register(deal.seller(), deal.orderId(), number.toLowerCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .body("shipmentId", equalTo(id.toString()));
        register(deal.seller(), deal.orderId(), number("OK"))
                .then()
                .statusCode(409)
                .body("code", equalTo("SHIPMENT_EXISTS"))
                .body("shipmentId", equalTo(id.toString()));
        list(deal.buyer(), deal).body("items", hasSize(1));
        list(UUID.randomUUID(), deal).body("items", hasSize(0));
        assertThat(probe.count(CREATED, id)).isEqualTo(1);
    }

    /** an order whose two sides meet has no address, and nobody announces a parcel for it. */
    @Test
    void anOrderOfAMeetingHasNoParcel() {
        Deal deal = deal();
        var funded = Contracts.sample(FUNDED, "without-address");
        funded.put("orderId", deal.orderId().toString());
        funded.put("buyerId", deal.buyer().toString());
        funded.put("sellerId", deal.seller().toString());
        probe.publish(FUNDED, deal.orderId(), funded);
        // What is said of the order afterwards shows that we have heard it.
        say("bonafide.escrow.OrderFrozen.v1", deal, Map.of());
        await().until(() -> known(deal).frozen());

        assertThat(known(deal).funding()).isEmpty();
        register(deal.seller(), deal.orderId(), number("OK"))
                .then()
                .statusCode(409)
                .body("code", equalTo("ORDER_NOT_FUNDED"));
    }

    @Test
    void onlyTheSellerOfAFundedOrderAnnouncesAParcel() {
        Deal deal = funded();
        register(deal.buyer(), deal.orderId(), number("OK")).then().statusCode(404);
        register(UUID.randomUUID(), deal.orderId(), number("OK")).then().statusCode(404);
        register(deal.seller(), UUID.randomUUID(), number("OK")).then().statusCode(404);
        register(deal.seller(), deal.orderId(), "12")
                .then()
                .statusCode(422)
                .body("code", equalTo("NUMBER_FORMAT"))
                .body("errors.pointer", hasItem("/number"));
        post(
                        deal.seller(),
                        "/v1/shipments",
                        Map.of("orderId", deal.orderId(), "carrier", "PIGEON", "number", "SB-123456"))
                .then()
                .statusCode(422)
                .body("code", equalTo("CARRIER_NOT_OFFERED"));

        Deal frozen = funded();
        say("bonafide.escrow.OrderFrozen.v1", frozen, Map.of());
        await().until(() -> known(frozen).frozen());
        register(frozen.seller(), frozen.orderId(), number("OK"))
                .then()
                .statusCode(409)
                .body("code", equalTo("ORDER_FROZEN"));

        Deal over = funded();
        // A dispute about one milestone keeps nothing else from being sent.
        probe.publish(
                "bonafide.escrow.OrderFrozen.v1",
                over.orderId(),
                Contracts.sample("bonafide.escrow.OrderFrozen.v1", "of-one-milestone")
                        .put("orderId", over.orderId().toString())
                        .put("buyerId", over.buyer().toString())
                        .put("sellerId", over.seller().toString()));
        say("bonafide.escrow.OrderReleased.v1", over, Map.of());
        await().until(() -> known(over).ending().isPresent());
        assertThat(known(over).frozen()).isFalse();
        register(over.seller(), over.orderId(), number("OK"))
                .then()
                .statusCode(409)
                .body("code", equalTo("ORDER_NOT_FUNDED"));
    }

    @Test
    void aRefusalIsReadInTheCallersLanguage() {
        Deal deal = funded();
        given().auth()
                .oauth2(Tokens.member(deal.seller()))
                .header("Accept-Language", "zh-CN")
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(Map.of("orderId", deal.orderId(), "carrier", "SANDBOX", "number", "12"))
                .post("/v1/shipments")
                .then()
                .statusCode(422)
                .body("title", equalTo("运单号有误"));
    }

    @Test
    void aRepeatedRequestAnnouncesOneParcelAndAMissingKeyNone() {
        Deal deal = funded();
        Map<String, Object> body = Map.of("orderId", deal.orderId(), "carrier", "SANDBOX", "number", number("SILENT"));
        UUID key = UUID.randomUUID();
        String first = null;
        for (int round = 0; round < 2; round++) {
            String id = given().auth()
                    .oauth2(Tokens.member(deal.seller()))
                    .header("Idempotency-Key", key)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/shipments")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("shipmentId");
            assertThat(first == null ? id : first).isEqualTo(id);
            first = id;
        }
        given().auth()
                .oauth2(Tokens.member(deal.seller()))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/shipments")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MISSING"));
    }

    @Test
    void anEventOfEscrowThatComesTwiceIsKnownOnce() {
        Deal deal = funded();
        probe.publish(
                FUNDED,
                deal.orderId(),
                Contracts.sample(FUNDED)
                        .put("orderId", deal.orderId().toString())
                        .put("buyerId", deal.buyer().toString())
                        .put("sellerId", deal.seller().toString())
                        .put("deliveryAddressId", UUID.randomUUID().toString()));
        UUID frozenBy = say("bonafide.escrow.OrderFrozen.v1", deal, Map.of());
        probe.publish(
                "bonafide.escrow.OrderFrozen.v1",
                deal.orderId(),
                Contracts.sample("bonafide.escrow.OrderFrozen.v1")
                        .put("orderId", deal.orderId().toString())
                        .put("buyerId", deal.buyer().toString())
                        .put("sellerId", deal.seller().toString()),
                frozenBy);
        await().until(() -> known(deal).frozen());

        assertThat(known(deal).funding().orElseThrow().deliveryAddressId()).isEqualTo(deal.addressId());
    }

    @Test
    void theNumberIsCorrectedOnceByVersionAndTheParcelIsFoundUnderIt() {
        Deal deal = funded();
        UUID id = registered(deal, number("SILENT"));
        awaitStage(deal, id, "LABELLED");
        String etag = shipment(deal.seller(), id).extract().header("ETag");
        String right = number("SILENT");

        correct(deal.seller(), id, right, null).statusCode(428);
        correct(deal.seller(), id, right, "\"99\"").statusCode(412);
        correct(deal.buyer(), id, right, etag).statusCode(404);
        correct(deal.seller(), id, right, etag)
                .statusCode(200)
                .body("number", equalTo(right))
                .body("numberCorrected", equalTo(true));
        awaitStage(deal, id, "LABELLED");

        String later = shipment(deal.seller(), id).extract().header("ETag");
        correct(deal.seller(), id, number("SILENT"), later)
                .statusCode(409)
                .body("code", equalTo("NUMBER_ALREADY_CORRECTED"));
    }

    @Test
    void aParcelIsCalledOffBeforeTheCarrierHasItAndAnotherTakesItsPlace() {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);

        post(deal.seller(), "/v1/shipments/" + id + "/cancellation", "")
                .then()
                .statusCode(200)
                .body("stage", equalTo("CANCELLED"));
        probe.await(TRACKING, id, data -> data.path("stage").asText().equals("CANCELLED"));
        UUID second = registered(deal, number("SILENT"));
        assertThat(second).isNotEqualTo(id);

        webhook("m-" + UUID.randomUUID(), scan(number, "p1", "PUP", clock.instant()))
                .then()
                .statusCode(200);
        probe.await(TRACKING, id, data -> data.at("/current/code").asText().equals("PICKED_UP"));
        assertThat(probe.count(DISPATCHED, id)).isZero();
        shipment(deal.seller(), id).body("stage", equalTo("CANCELLED"));
    }

    @Test
    void aParcelOnItsWayIsNotCalledOffByItsSellerNorByTheEndOfTheOrder() {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);
        webhook("m-" + UUID.randomUUID(), scan(number, "p1", "PUP", clock.instant()))
                .then()
                .statusCode(200);
        awaitStage(deal, id, "MOVING");

        post(deal.seller(), "/v1/shipments/" + id + "/cancellation", "")
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_MOVING"));
        say("bonafide.escrow.OrderCancelled.v1", deal, Map.of());
        await().until(() -> known(deal).ending().isPresent());
        shipment(deal.seller(), id).body("stage", equalTo("MOVING"));
    }

    @Test
    void theEndOfTheOrderCallsOffAParcelThatNoCarrierHas() {
        Deal deal = funded();
        UUID id = registered(deal, number("SILENT"));
        say("bonafide.escrow.OrderCancelled.v1", deal, Map.of());
        awaitStage(deal, id, "CANCELLED");
    }

    @Test
    void theUsualTripIsDeliveredWithinADayOnTheMovedClock() {
        Deal deal = funded();
        UUID id = registered(deal, number("OK"));
        awaitStage(deal, id, "MOVING");
        move(Duration.ofHours(25));

        Event delivered = probe.await(DELIVERED, id);
        assertThat(delivered.text("proof")).isEqualTo("SIGNATURE");
        assertThat(delivered.text("city")).isEqualTo("310100");
        probe.await(TRACKING, id, data -> data.path("stage").asText().equals("DELIVERED"));
        assertThat(probe.count(DISPATCHED, id)).isEqualTo(1);
        assertRevisionsGrow(id);
        shipment(deal.buyer(), id)
                .body("stage", equalTo("DELIVERED"))
                .body(
                        "tracking.code",
                        equalTo(List.of("LABEL_CREATED", "PICKED_UP", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED")))
                .body("tracking.raw.code", equalTo(List.of("LBL", "PUP", "TRN", "OFD", "DLV")));
    }

    @Test
    void aScriptDeliversAtOnceTwiceAndOutOfOrderAndIsStillSaidOnceAndInOrder() {
        Deal deal = funded();
        UUID id = registered(deal, number("SILENT"));
        String script = """
                {"steps": [{"code": "PICKED_UP", "after": "PT0S", "times": 2}, {"code": "IN_TRANSIT", "times": 3},
                           {"code": "OUT_FOR_DELIVERY"}, {"code": "DELIVERED", "after": "PT0S", "times": 3}],
                 "shuffle": true, "seed": 7}""";
        post(deal.buyer(), "/v1/sandbox/shipments/" + id + "/script", script)
                .then()
                .statusCode(404);
        post(deal.seller(), "/v1/sandbox/shipments/" + id + "/script", script)
                .then()
                .statusCode(202)
                .body("messages", equalTo(9));

        probe.await(DELIVERED, id);
        await().untilAsserted(() -> shipment(deal.buyer(), id).body("tracking", hasSize(5)));
        assertThat(probe.count(DISPATCHED, id)).isEqualTo(1);
        assertThat(probe.count(DELIVERED, id)).isEqualTo(1);
        List<String> types = probe.all(id).stream().map(Event::type).toList();
        assertThat(types.indexOf(DISPATCHED)).isLessThan(types.indexOf(DELIVERED));
        assertRevisionsGrow(id);
        awaitStage(deal, id, "DELIVERED");
    }

    @Test
    void anOperatorScriptsAnyParcelAndAScriptThatIsNoneIsRefused() {
        Deal deal = funded();
        UUID id = registered(deal, number("SILENT"));
        var operator = given().auth()
                .oauth2(Tokens.of(UUID.randomUUID(), "operator"))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON);
        operator.body("{\"steps\": [{\"code\": \"PICKED_UP\"}]}")
                .post("/v1/sandbox/shipments/{id}/script", id)
                .then()
                .statusCode(202);
        probe.await(DISPATCHED, id);
        post(deal.seller(), "/v1/sandbox/shipments/" + id + "/script", "{\"steps\": []}")
                .then()
                .statusCode(422);
        post(
                        deal.seller(),
                        "/v1/sandbox/shipments/" + id + "/script",
                        "{\"steps\": [{\"code\": \"PICKED_UP\", \"after\": \"P\"}]}")
                .then()
                .statusCode(422);
    }

    private void assertRevisionsGrow(UUID id) {
        List<Long> revisions = probe.all(id).stream()
                .map(event -> event.data().path("revision").asLong())
                .toList();
        assertThat(revisions).isSorted();
    }

    private static ValidatableResponse list(UUID account, Deal deal) {
        return given().auth()
                .oauth2(Tokens.member(account))
                .queryParam("orderId", deal.orderId())
                .get("/v1/shipments")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse correct(UUID account, UUID id, String number, @Nullable String ifMatch) {
        var request = given().auth()
                .oauth2(Tokens.member(account))
                .contentType(ContentType.JSON)
                .body(Map.of("number", number));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .patch("/v1/shipments/{id}/number", id)
                .then();
    }
}
