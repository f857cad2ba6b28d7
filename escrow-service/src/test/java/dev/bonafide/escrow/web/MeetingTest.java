package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

/** two people meet, with a network or without. */
@QuarkusTest
class MeetingTest extends MarketTest {
    @Inject
    DataSource database;

    @Test
    void theBuyerGivesTheCodeForTheItemAndTheSellerIsPaidAfterThreeDays() {
        var sale = funded();
        assertThat(market.see(sale, "").getString("delivery")).isEqualTo("MEET");
        assertThat(market.see(sale, "").getString("deliveryAddressId")).isNull();
        issue(sale).statusCode(201).body("triesLeft", equalTo(5)).body("code", nullValue());
        var code = code(sale).getString("code");
        var metAt = market.now();

        give(sale, Map.of("code", code)).statusCode(200).body("stage", equalTo("INSPECTION"));

        var order = market.see(sale, "");
        var closesAt = Instant.parse(order.getString("progress.autoConfirmAt"));
        assertThat(Duration.between(metAt, closesAt))
                .isBetween(Duration.ofHours(72), Duration.ofHours(72).plusMinutes(1));
        assertThat(order.getString("progress.shipmentId")).isNull();
        assertThat(market.payable(sale.seller())).isZero();
        var confirmed = market.probe().await("bonafide.escrow.HandoverConfirmed.v1", sale.order());
        assertThat(confirmed.data().path("proof").asText()).isEqualTo("CODE");
        market.probe().await("bonafide.escrow.OrderInspectionStarted.v1", sale.order());

        market.passes(Duration.ofHours(72));
        market.awaitStage(sale, "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.assertNothingIsLeft(sale);
    }

    /** The code is the buyer's alone: in no answer, event or row does it stand for anybody else. */
    @Test
    void nobodyButTheBuyerSeesTheCode() throws Exception {
        var sale = funded();
        var path = "/v1/orders/" + sale.order() + "/hand-over-code";
        market.as(sale.buyer()).get(path).then().statusCode(404).body("code", equalTo("HAND_OVER_CODE_NOT_ISSUED"));
        give(sale, Map.of("code", "123456")).statusCode(404).body("code", equalTo("HAND_OVER_CODE_NOT_ISSUED"));
        market.ask(sale.seller(), sale, "/hand-over-code").statusCode(403).body("code", equalTo("NOT_THE_BUYER"));
        issue(sale).statusCode(201);
        issue(sale).statusCode(201).body("number", equalTo(1));

        market.as(sale.seller()).get(path).then().statusCode(403).body("code", equalTo("NOT_THE_BUYER"));
        market.as(UUID.randomUUID()).get(path).then().statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
        market.asFinance().get(path).then().statusCode(403);
        market.as(UUID.randomUUID())
                .get("/v1/orders/" + sale.order() + "/hand-over")
                .then()
                .statusCode(404);
        var seen = code(sale);
        assertThat(market.as(sale.buyer()).get(path).header("Cache-Control")).isEqualTo("no-store");
        var secret = seen.getString("signingKey.d");
        give(sale, Map.of("code", seen.getString("code"))).statusCode(200);
        for (var table :
                List.of("hand_over_pass", "hand_over", "orders", "order_transition", "idempotent_answer", "outbox")) {
            assertThat(rows(table)).as(table).noneMatch(row -> row.contains(secret));
        }
        for (var table : List.of("hand_over_pass", "hand_over", "idempotent_answer")) {
            assertThat(rows(table)).as(table).noneMatch(row -> row.contains("\"" + seen.getString("code") + "\""));
        }
        // Used, it is shown no more.
        market.as(sale.buyer()).get(path).then().statusCode(409).body("code", equalTo("HANDED_OVER_ALREADY"));
    }

    @Test
    void fiveWrongCodesLockItUntilTheBuyerAsksForAnother() {
        var sale = funded();
        issue(sale).statusCode(201);
        var code = code(sale).getString("code");
        var wrong = code.equals("000000") ? "000001" : "000000";
        for (int left = 4; left >= 0; left--) {
            give(sale, Map.of("code", wrong))
                    .statusCode(422)
                    .body("code", equalTo("HAND_OVER_CODE_WRONG"))
                    .body("triesLeft", equalTo(left));
        }
        give(sale, Map.of("code", code)).statusCode(409).body("code", equalTo("HAND_OVER_LOCKED"));
        var failed = market.probe().all(sale.order()).stream()
                .filter(event -> event.type().equals("bonafide.escrow.HandoverFailed.v1"))
                .toList();
        assertThat(failed.size()).isLessThanOrEqualTo(5);
        assertThat(market.stage(sale)).isEqualTo("FUNDED");

        issue(sale).statusCode(201).body("number", equalTo(2)).body("triesLeft", equalTo(5));
        var another = code(sale).getString("code");
        give(sale, Map.of("code", another)).statusCode(200).body("stage", equalTo("INSPECTION"));
    }

    /** Five tries are five, however many are made at once. */
    @Test
    void fiftyGuessesAtOnceAreFiveTries() throws Exception {
        var sale = funded();
        issue(sale).statusCode(201);
        var code = Integer.parseInt(code(sale).getString("code"));
        try (var thieves = Executors.newFixedThreadPool(20)) {
            var guesses = IntStream.range(1, 51)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> give(sale, Map.of("code", String.format("%06d", (code + i) % 1_000_000)))
                                    .extract()
                                    .statusCode())
                    .toList();
            var answers = new ArrayList<Integer>();
            for (var answer : thieves.invokeAll(guesses)) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(status -> status == 422).hasSize(5);
            assertThat(answers).filteredOn(status -> status == 409).hasSize(45);
        }
        assertThat(market.stage(sale)).isEqualTo("FUNDED");
    }

    /** A code works once, however many give it in at once: one hand-over, one event, one inspection. */
    @Test
    void theRightCodeManyTimesAtOnceIsOneHandOver() throws Exception {
        for (int round = 0; round < 5; round++) {
            var sale = funded();
            issue(sale).statusCode(201);
            var body = Map.of("code", code(sale).getString("code"));
            try (var hands = Executors.newFixedThreadPool(8)) {
                var givings = IntStream.range(0, 8)
                        .<Callable<Integer>>mapToObj(
                                _ -> () -> give(sale, body).extract().statusCode())
                        .toList();
                var answers = new ArrayList<Integer>();
                for (var answer : hands.invokeAll(givings)) {
                    answers.add(answer.get());
                }
                assertThat(answers).containsOnlyOnce(200);
                assertThat(answers).filteredOn(status -> status == 409).hasSize(7);
            }
            assertThat(market.stage(sale)).isEqualTo("INSPECTION");
            assertThat(rows("hand_over"))
                    .filteredOn(row -> row.contains(sale.order().toString()))
                    .hasSize(1);
            market.accept(sale).statusCode(200);
            market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
            assertThat(market.probe().all(sale.order()))
                    .filteredOn(event -> event.type().equals("bonafide.escrow.HandoverConfirmed.v1"))
                    .hasSize(1);
        }
    }

    /** Nobody sends anything to anybody: what a carrier says of such an order moves it nowhere. */
    @Test
    void aParcelOfAMeetingIsHeardAndChangesNothing() {
        var sale = funded();
        var shipment = market.announce(sale);
        market.dispatch(sale, shipment);
        market.deliver(sale, shipment, market.now());
        issue(sale).statusCode(201);
        give(sale, Map.of("code", code(sale).getString("code"))).statusCode(200);
        market.deliver(sale, shipment, market.now(), 9);
        market.passes(Duration.ofHours(71));

        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
        assertThat(market.see(sale, "").getString("progress.shipmentId")).isNull();
    }

    /** No network at the hand-over: the seller uploads later, the time that was signed counts, and a replay is refused. */
    @Test
    void withoutNetworkTheHandOverCountsFromTheTimeThatWasSigned() throws Exception {
        var sale = funded();
        issue(sale).statusCode(201);
        var signingKey = code(sale).<String, Object>getMap("signingKey");
        market.passes(Duration.ofHours(20));
        var metAt = market.now().minus(Duration.ofHours(10));
        var token = sign(sale, signingKey, metAt);
        assertVerifiesOffline(sale, token);

        give(sale, Map.of("token", token)).statusCode(200).body("stage", equalTo("INSPECTION"));
        var order = market.see(sale, "");
        assertThat(Instant.parse(order.getString("progress.deliveredAt")).getEpochSecond())
                .isEqualTo(metAt.getEpochSecond());
        assertThat(Instant.parse(order.getString("progress.autoConfirmAt")).getEpochSecond())
                .isEqualTo(metAt.plus(Duration.ofHours(72)).getEpochSecond());
        for (var again :
                List.of(Map.of("token", token), Map.of("token", sign(sale, signingKey, metAt.plusSeconds(60))))) {
            give(sale, again)
                    .statusCode(409)
                    .body("code", equalTo("HANDED_OVER_ALREADY"))
                    .body("handedOverAt", equalTo(order.getString("progress.deliveredAt")));
        }
        market.accept(sale).statusCode(200);
        give(sale, Map.of("token", token)).statusCode(409).body("code", equalTo("HANDED_OVER_ALREADY"));
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
    }

    /** Told very late, the buyer still has an hour to say that something is wrong. */
    @Test
    void aHandOverToldAfterItsWindowLeavesTheBuyerAnHour() throws Exception {
        var sale = funded();
        issue(sale).statusCode(201);
        var token = sign(sale, code(sale).getMap("signingKey"), market.now().plusSeconds(60));
        market.passes(Duration.ofDays(7).plusHours(23));
        give(sale, Map.of("token", token)).statusCode(200);

        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
        market.passes(Duration.ofMinutes(61));
        market.awaitStage(sale, "RELEASED");
    }

    /** A dispute opened between meeting and upload is kept; the upload becomes a fact, not a release. */
    @Test
    void aDisputeBetweenMeetingAndUploadIsKept() throws Exception {
        var sale = funded();
        issue(sale).statusCode(201);
        var signingKey = code(sale).<String, Object>getMap("signingKey");
        var metAt = market.now();
        market.passes(Duration.ofHours(4));
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");

        give(sale, Map.of("token", sign(sale, signingKey, metAt)))
                .statusCode(200)
                .body("stage", equalTo("DISPUTED"));
        var confirmed = market.probe().await("bonafide.escrow.HandoverConfirmed.v1", sale.order());
        assertThat(confirmed.data().path("stage").asText()).isEqualTo("DISPUTED");
        assertThat(confirmed.data().path("proof").asText()).isEqualTo("TOKEN");
        market.passes(Duration.ofDays(8));
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        assertThat(market.payable(sale.seller())).isZero();

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        market.assertNothingIsLeft(sale);
    }

    @Test
    void aTokenThatIsNoneOrOfAnotherOrderOrTimeIsRefused() throws Exception {
        var sale = funded();
        issue(sale).statusCode(201);
        var signingKey = code(sale).<String, Object>getMap("signingKey");
        var other = funded();
        issue(other).statusCode(201);
        var othersKey = code(other).<String, Object>getMap("signingKey");
        for (var token :
                List.of("abc", sign(sale, othersKey, market.now()), sign(other, signingKey, market.now()), "a.b.c")) {
            give(sale, Map.of("token", token)).statusCode(422).body("code", equalTo("HAND_OVER_TOKEN_INVALID"));
        }
        for (var at :
                List.of(market.now().minus(Duration.ofHours(1)), market.now().plus(Duration.ofHours(1)))) {
            give(sale, Map.of("token", sign(sale, signingKey, at)))
                    .statusCode(422)
                    .body("code", equalTo("HAND_OVER_TIME_IMPOSSIBLE"));
        }
        give(sale, Map.of()).statusCode(422).body("code", equalTo("HAND_OVER_PROOF_MISSING"));
        give(sale, Map.of("code", "123456", "token", "x")).statusCode(422).body("errors", hasSize(2));
        give(sale, Map.of("code", "12345")).statusCode(422).body("errors.pointer", hasItem("/code"));
        give(sale, Map.of("code", 123456)).statusCode(422).body("code", equalTo("WRONG_TYPE"));
        give(sale, Map.of("token", "x".repeat(2049))).statusCode(422).body("errors.pointer", hasItem("/token"));
        assertThat(market.stage(sale)).isEqualTo("FUNDED");
        assertThat(market.as(sale.seller())
                        .get("/v1/orders/" + sale.order() + "/hand-over")
                        .jsonPath()
                        .getInt("triesLeft"))
                .isEqualTo(5);
    }

    @Test
    void onlyTheSellerGivesInTheCodeAndOnlyForAMeeting() {
        var sale = funded();
        issue(sale).statusCode(201);
        var body = Map.of("code", code(sale).getString("code"));
        giveAs(sale.buyer(), sale, body).statusCode(403).body("code", equalTo("NOT_THE_SELLER"));
        giveAs(UUID.randomUUID(), sale, body).statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));

        var parcel = market.funded(300_000);
        market.ask(parcel.buyer(), parcel, "/hand-over-code").statusCode(409).body("code", equalTo("NOT_A_MEETING"));
        give(parcel, body).statusCode(409).body("code", equalTo("NOT_A_MEETING"));

        var unpaid = market.payable(toMeet());
        market.ask(unpaid.buyer(), unpaid, "/hand-over-code").statusCode(409).body("code", equalTo("WRONG_STAGE"));
        give(unpaid, body).statusCode(409).body("code", equalTo("WRONG_STAGE"));
    }

    /** Who has the code may have given it away: the buyer can no longer simply cancel, the seller can. */
    @Test
    void afterTheCodeIsIssuedOnlyTheSellerCancels() {
        var without = funded();
        market.ask(without.buyer(), without, "/cancellation").statusCode(200).body("stage", equalTo("CANCELLED"));

        var sale = funded();
        issue(sale).statusCode(201);
        market.ask(sale.buyer(), sale, "/cancellation").statusCode(409).body("code", equalTo("HAND_OVER_CODE_ISSUED"));
        market.ask(sale.seller(), sale, "/cancellation").statusCode(200).body("stage", equalTo("CANCELLED"));
        give(sale, Map.of("code", "123456")).statusCode(409).body("code", equalTo("WRONG_STAGE"));
    }

    /** E-13: until it is handed over there is nothing to freeze but earnings. */
    @Test
    void aBankThatHasPulledBackThePaymentFreezesWhatIsHeldAtTheHandOver() {
        var sale = funded();
        var payment = market.see(sale, "/payments").getString("items[0].paymentId");
        PaymentTest.script(UUID.fromString(payment), "chargeback:PT0S");
        var told = market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(told.data().path("frozen").asText()).isEqualTo("EARNINGS");
        assertThat(market.stage(sale)).isEqualTo("FUNDED");

        issue(sale).statusCode(201);
        give(sale, Map.of("code", code(sale).getString("code"))).statusCode(200);

        market.awaitStage(sale, "DISPUTED");
        market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
    }

    /** E-3: who never meet have a week, and a day more if a hand-over may still be told; then the money goes back. */
    @Test
    void whoNeverMeetHaveTheirMoneyBack() {
        var without = funded();
        var with = funded();
        issue(with).statusCode(201);
        market.passes(Duration.ofDays(7));
        market.awaitStage(without, "CANCELLED");
        assertThat(market.see(without, "").getString("progress.detail")).isEqualTo("MEET-02");
        assertThat(market.stage(with)).isEqualTo("FUNDED");
        market.passes(Duration.ofDays(1));
        market.awaitStage(with, "CANCELLED");

        assertThat(market.see(with, "").getString("progress.reason")).isEqualTo("NOT_HANDED_OVER");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", with.order());
        market.assertNothingIsLeft(with);
    }

    @Test
    void aParcelNeedsAnAddressAndAMeetingHasNone() {
        var listing = market.publish(UUID.randomUUID(), 300_000);
        var buyer = UUID.randomUUID();
        market.as(buyer)
                .body(Map.of("listingId", listing))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/deliveryAddressId"))
                .body("errors.code", hasItem("REQUIRED"));
        market.as(buyer)
                .body(Map.of("listingId", listing, "delivery", "MEET", "deliveryAddressId", UUID.randomUUID()))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("errors.code", hasItem("NOT_FOR_A_MEETING"));
        assertThat(market.as(buyer)
                        .body(Map.of("listingId", listing, "delivery", "PIGEON"))
                        .post("/v1/orders")
                        .statusCode())
                .isIn(400, 422);
    }

    private Market.Sale toMeet() {
        var seller = UUID.randomUUID();
        var listing = market.publish(seller, 300_000);
        return market.placed(seller, listing, Map.of("listingId", listing, "delivery", "MEET"));
    }

    private Market.Sale funded() {
        return market.funded(market.payable(toMeet()));
    }

    private ValidatableResponse issue(Market.Sale sale) {
        return market.ask(sale.buyer(), sale, "/hand-over-code");
    }

    private JsonPath code(Market.Sale sale) {
        return market.as(sale.buyer())
                .get("/v1/orders/" + sale.order() + "/hand-over-code")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse give(Market.Sale sale, Map<String, ?> proof) {
        return giveAs(sale.seller(), sale, proof);
    }

    private ValidatableResponse giveAs(UUID by, Market.Sale sale, Map<String, ?> proof) {
        return market.as(by)
                .body(proof)
                .post("/v1/orders/" + sale.order() + "/hand-over")
                .then();
    }

    /** As the buyer's app does it, with nothing but what it was given. */
    private static String sign(Market.Sale sale, Map<String, Object> signingKey, Instant at) throws Exception {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("EdDSA");
        signature.setKey(PublicJsonWebKey.Factory.newPublicJwk(signingKey).getPrivateKey());
        signature.setPayload("{\"sub\":\"" + sale.order() + "\",\"iat\":" + at.getEpochSecond() + "}");
        return signature.getCompactSerialization();
    }

    /** As the seller's app does it before the item is given away. */
    private void assertVerifiesOffline(Market.Sale sale, String token) throws Exception {
        var publicKey = market.as(sale.seller())
                .get("/v1/orders/" + sale.order() + "/hand-over")
                .jsonPath()
                .<String, Object>getMap("publicKey");
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(PublicJsonWebKey.Factory.newPublicJwk(publicKey).getPublicKey());
        assertThat(signature.verifySignature()).isTrue();
        assertThat(publicKey).doesNotContainKey("d");
    }

    private List<String> rows(String table) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select cast(t as text) from " + table + " t")) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }
}
