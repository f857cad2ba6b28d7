package dev.bonafide.risk.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Event;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.Outgoing;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.event.EventHeaders;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions, cases and restrictions on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class RiskJourneyTest {
    private static final UUID ANALYST = UUID.randomUUID();
    private static EventProbe events;

    @BeforeAll
    static void connect() {
        events = EventProbe.connect();
    }

    @AfterAll
    static void disconnect() {
        events.close();
    }

    @Test
    void anHonestListingIsAllowedAtOnceAndItsSellerCanReadWhy() {
        var seller = account(Duration.ofDays(90));
        var listing = submit(seller, 300_000, "电池健康91%,无拆修,配原装充电线。");
        var made = events.await("bonafide.risk.DecisionMade.v1", listing);
        assertThat(made.text("outcome")).isEqualTo("ALLOW");
        assertThat(made.id()).isEqualTo(made.text("decisionId"));
        assertThat(made.source()).isEqualTo("/risk-service");
        awaitLogged(made);
        as(seller, "member")
                .get("/v1/decisions/" + made.text("decisionId"))
                .then()
                .statusCode(200)
                .body("outcome", equalTo("ALLOW"))
                .body("features", nullValue())
                .body("score", nullValue());
        as(UUID.randomUUID(), "member")
                .get("/v1/decisions/" + made.text("decisionId"))
                .then()
                .statusCode(404)
                .body("code", equalTo("DECISION_NOT_FOUND"));
    }

    @Test
    void aHeldListingWaitsForAnAnalystWhoseApprovalSetsItFree() {
        var seller = account(Duration.ofDays(90));
        var listing = submit(seller, 300_000, "喜欢的加薇❤信 zhang8899");
        var held = events.await("bonafide.risk.DecisionMade.v1", listing);
        assertThat(held.text("outcome")).isEqualTo("REVIEW");
        var opened = awaitCase("bonafide.risk.CaseOpened.v1", listing);
        var riskCase = opened.text("caseId");
        assertThat(opened.text("kind")).isEqualTo("LISTING_REVIEW");
        assertThat(opened.data().path("decisionIds").get(0).asText()).isEqualTo(held.text("decisionId"));
        assertThat(opened.causationId()).isEqualTo(held.text("decisionId"));
        assertThat(opened.correlationId()).isEqualTo(held.correlationId());

        analyst()
                .get("/v1/cases/" + riskCase)
                .then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("alerts", hasSize(1))
                .body("alerts[0].hits[0].ruleId", equalTo("T01"))
                .body("alerts[0].features.'text.lure'", equalTo(5))
                .body("alerts[0].textHits.description[0].pattern", notNullValue());

        decide(riskCase, "APPROVE", "FALSE_POSITIVE", UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"))
                .body("decision.decidedBy", equalTo(ANALYST.toString()));
        var freed = events.await(
                "bonafide.risk.DecisionMade.v1",
                listing,
                data -> !data.path("automated").asBoolean());
        assertThat(freed.text("outcome")).isEqualTo("ALLOW");
        assertThat(freed.text("supersedes")).isEqualTo(held.text("decisionId"));
        assertThat(freed.text("eventId")).isEqualTo(held.text("eventId"));
        var closed = events.await("bonafide.risk.CaseClosed.v1", riskCase);
        assertThat(closed.text("outcome")).isEqualTo("APPROVED");
        assertThat(closed.text("label")).isEqualTo("FALSE_POSITIVE");

        // The same once more is done already; anything else comes too late, and nothing more is said.
        decide(riskCase, "APPROVE", "FALSE_POSITIVE", UUID.randomUUID()).then().statusCode(200);
        decide(riskCase, "REJECT", "CONFIRMED", UUID.randomUUID())
                .then()
                .statusCode(409)
                .body("code", equalTo("CASE_ALREADY_DECIDED"));
        assertThat(events.count("bonafide.risk.DecisionMade.v1", listing)).isEqualTo(2);
        analyst()
                .get("/v1/decisions?subject=" + listing)
                .then()
                .statusCode(200)
                .body("items.outcome", contains("ALLOW", "REVIEW"));
        as(seller, "member")
                .header("Accept-Language", "zh-CN")
                .get("/v1/decisions?subject=" + listing)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[1].reasons[0]", containsString("脱离平台"));
        as(UUID.randomUUID(), "member")
                .get("/v1/decisions?subject=" + listing)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void aRejectedCaseBlocksWhatItHeld() {
        var seller = account(Duration.ofDays(90));
        var listing = submit(seller, 300_000, "联系 13800138000");
        var riskCase = awaitCase("bonafide.risk.CaseOpened.v1", listing).text("caseId");
        decide(riskCase, "REJECT", "FALSE_POSITIVE", UUID.randomUUID())
                .then()
                .statusCode(422)
                .body("code", equalTo("LABEL_CONTRADICTS_OUTCOME"));
        decide(riskCase, "REJECT", "CONFIRMED", UUID.randomUUID()).then().statusCode(200);
        var blocked = events.await(
                "bonafide.risk.DecisionMade.v1",
                listing,
                data -> !data.path("automated").asBoolean());
        assertThat(blocked.text("outcome")).isEqualTo("BLOCK");
    }

    @Test
    void aSecondAlertOnTheSameListingJoinsTheOpenCase() {
        var seller = account(Duration.ofDays(90));
        var listing = submit(seller, 300_000, "加微信 abc12345");
        var riskCase = awaitCase("bonafide.risk.CaseOpened.v1", listing).text("caseId");
        submit(listing, seller, 299_000, "加V abc12345", UUID.randomUUID());
        Awaitility.await()
                .untilAsserted(
                        () -> analyst().get("/v1/cases/" + riskCase).then().body("alerts", hasSize(2)));
        decide(riskCase, "APPROVE", "UNSURE", UUID.randomUUID()).then().statusCode(200);
        events.awaitCount("bonafide.risk.DecisionMade.v1", listing, 3);
        assertThat(events.count("bonafide.risk.DecisionMade.v1", listing)).isEqualTo(3);
    }

    @Test
    void aHighOrderOfABrandNewBuyerIsHeld() {
        var buyer = account(Duration.ofMinutes(5));
        var order = UUID.randomUUID();
        var payload = Contracts.sample("bonafide.escrow.OrderPlaced.v1");
        payload.put("orderId", order.toString());
        payload.put("buyerId", buyer.toString());
        payload.withObject("/total").put("amountMinor", 1_200_000);
        events.publish(Outgoing.of("bonafide.escrow.OrderPlaced.v1", order, payload));
        assertThat(events.await("bonafide.risk.DecisionMade.v1", order).text("outcome"))
                .isEqualTo("REVIEW");
        assertThat(awaitCase("bonafide.risk.CaseOpened.v1", order).text("kind")).isEqualTo("ORDER_REVIEW");
    }

    @Test
    void anEventSentTwiceIsDecidedOnceInTheLog() {
        var seller = account(Duration.ofDays(90));
        var listing = UUID.randomUUID();
        var event = UUID.randomUUID();
        submit(listing, seller, 300_000, "加微信 abc12345", event);
        submit(listing, seller, 300_000, "加微信 abc12345", event);
        var both = events.awaitCount("bonafide.risk.DecisionMade.v1", listing, 2);
        assertThat(both).extracting(Event::id).containsOnly(both.getFirst().id());
        assertThat(both)
                .extracting(made -> made.data().toString())
                .containsOnly(both.getFirst().data().toString());
        var riskCase = awaitCase("bonafide.risk.CaseOpened.v1", listing).text("caseId");
        analyst().get("/v1/cases/" + riskCase).then().body("alerts", hasSize(1));
    }

    @Test
    void aBaitSellerIsRestrictedOnceWithReasonsAndOneCaseHoldsAllOfIt_AS11() {
        var model = "iPhone " + UUID.randomUUID();
        for (int i = 0; i < 22; i++) {
            publish(UUID.randomUUID(), model, 300_000);
        }
        awaitReference(model);
        var seller = account(Duration.ofHours(48));
        for (int i = 0; i < 10; i++) {
            var listing = UUID.randomUUID();
            submit(listing, seller, 135_000, "成色好", UUID.randomUUID(), model);
            events.await("bonafide.risk.DecisionMade.v1", listing);
        }
        var opened = events.await("bonafide.risk.CaseOpened.v1", caseOf(seller));
        var riskCase = opened.text("caseId");
        assertThat(opened.text("kind")).isEqualTo("BAIT_SELLER");
        assertThat(opened.text("subjectKind")).isEqualTo("ACCOUNT");
        Awaitility.await()
                .untilAsserted(
                        () -> analyst().get("/v1/cases/" + riskCase).then().body("alerts", hasSize(10)));
        analyst()
                .get("/v1/cases?state=OPEN&limit=100")
                .then()
                .statusCode(200)
                .body("items.findAll { it.accountId == '" + seller + "' }", hasSize(1));

        as(seller, "member")
                .header("Accept-Language", "en")
                .get("/v1/me/restrictions")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].scope", equalTo("PUBLISH"))
                .body("items[0].state", equalTo("ACTIVE"))
                .body("items[0].statement.reason", containsString("3 listings"))
                .body("items[0].statement.automated", equalTo(true))
                .body("items[0].statement.ruleId", equalTo("L02"))
                .body("items[0].statement.redress", containsString("appeal"));
        var restriction =
                as(seller, "member").get("/v1/me/restrictions").then().extract().<String>path("items[0].restrictionId");
        var imposed = events.await("bonafide.risk.RestrictionImposed.v1", restriction);
        assertThat(imposed.text("caseId")).isEqualTo(riskCase);
        assertThat(Duration.between(Instant.parse(imposed.text("from")), Instant.parse(imposed.text("until"))))
                .isEqualTo(Duration.ofDays(7));

        // A person who finds it unfounded lifts the restriction and frees what it held.
        decide(riskCase, "APPROVE", "FALSE_POSITIVE", UUID.randomUUID()).then().statusCode(200);
        assertThat(events.await("bonafide.risk.RestrictionLifted.v1", restriction)
                        .text("reason"))
                .isEqualTo("CASE_APPROVED");
        as(seller, "member")
                .get("/v1/me/restrictions")
                .then()
                .body("items[0].state", equalTo("LIFTED"))
                .body("items[0].liftReason", equalTo("CASE_APPROVED"));
        as(UUID.randomUUID(), "member").get("/v1/me/restrictions").then().body("items", hasSize(0));
    }

    @Test
    void aRestrictionEndsByItselfAfterSevenDays() {
        var model = "iPhone " + UUID.randomUUID();
        for (int i = 0; i < 22; i++) {
            publish(UUID.randomUUID(), model, 300_000);
        }
        awaitReference(model);
        var seller = account(Duration.ofHours(48));
        for (int i = 0; i < 3; i++) {
            submit(UUID.randomUUID(), seller, 135_000, "成色好", UUID.randomUUID(), model);
        }
        var restriction = Awaitility.await()
                .until(
                        () -> as(seller, "member")
                                .get("/v1/me/restrictions")
                                .then()
                                .extract()
                                .<String>path("items[0]?.restrictionId"),
                        found -> found != null);
        as(UUID.randomUUID(), "operator")
                .body(Map.of("offsetMillis", Duration.ofDays(7).minusMinutes(5).toMillis()))
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
        as(seller, "member").get("/v1/me/restrictions").then().body("items[0].state", equalTo("ACTIVE"));
        as(UUID.randomUUID(), "operator")
                .body(Map.of("offsetMillis", Duration.ofDays(7).plusMinutes(5).toMillis()))
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
        var lifted = events.await("bonafide.risk.RestrictionLifted.v1", restriction);
        assertThat(lifted.text("reason")).isEqualTo("EXPIRED");
        assertThat(lifted.text("accountId")).isEqualTo(seller.toString());
        as(seller, "member").get("/v1/me/restrictions").then().body("items[0].liftReason", equalTo("EXPIRED"));
        // The case is still open; approving it afterwards finds nothing left to lift.
        decide(caseOf(seller), "APPROVE", "UNSURE", UUID.randomUUID()).then().statusCode(200);
        assertThat(events.count("bonafide.risk.RestrictionLifted.v1", restriction))
                .isEqualTo(1);
    }

    @Test
    void aDecisionIsRepeatedFromItsStoredFeatures() {
        var seller = account(Duration.ofDays(90));
        var listing = submit(seller, 300_000, "+v:zhang8899");
        var made = events.await("bonafide.risk.DecisionMade.v1", listing);
        awaitLogged(made);
        for (var against : new String[] {"", "?against=live"}) {
            analyst()
                    .get("/v1/decisions/" + made.text("decisionId") + "/replay" + against)
                    .then()
                    .statusCode(200)
                    .body("same", equalTo(true))
                    .body("replayed.outcome", equalTo("REVIEW"))
                    .body("replayed.hits[0].ruleId", equalTo("T01"))
                    .body("rulesThatDiffer", hasSize(0));
        }
        analyst()
                .get("/v1/decisions/" + made.text("decisionId") + "/replay?against=tomorrow")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_AGAINST"));
        as(seller, "member")
                .get("/v1/decisions/" + made.text("decisionId") + "/replay")
                .then()
                .statusCode(403);
    }

    @Test
    void aMalformedRecordIsSetAsideAndTheStreamGoesOn() {
        var bad = UUID.randomUUID();
        events.publishPoison(
                "listing.listings",
                bad.toString(),
                "{broken".getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "bonafide.listing.ListingSubmitted.v1",
                        "ce_subject", bad.toString(),
                        "ce_time", Instant.now().toString()));
        var seller = account(Duration.ofDays(90));
        var listing = submit(seller, 300_000, "成色好");
        assertThat(events.await("bonafide.risk.DecisionMade.v1", listing).text("outcome"))
                .isEqualTo("ALLOW");
        assertThat(deadLetterReason(bad)).contains("JsonParseException");
    }

    @Test
    void wrongCallersAndWrongInputChangeNothing() {
        var seller = account(Duration.ofDays(90));
        var listing = submit(seller, 300_000, "加微信 abc12345");
        var riskCase = awaitCase("bonafide.risk.CaseOpened.v1", listing).text("caseId");
        var path = "/v1/cases/" + riskCase + "/decision";
        var body = Map.of("outcome", "APPROVE", "label", "UNSURE");
        given().get("/v1/cases").then().statusCode(401);
        given().get("/v1/me/restrictions").then().statusCode(401);
        as(seller, "member").get("/v1/cases").then().statusCode(403);
        as(seller, "member").get("/v1/cases/" + riskCase).then().statusCode(403);
        as(seller, "member")
                .header("Idempotency-Key", "k")
                .body(body)
                .post(path)
                .then()
                .statusCode(403);
        as(UUID.randomUUID(), "auditor").get("/v1/cases/" + riskCase).then().statusCode(200);
        as(UUID.randomUUID(), "auditor")
                .header("Idempotency-Key", "k")
                .body(body)
                .post(path)
                .then()
                .statusCode(403);
        as(seller, "member", "risk-analyst")
                .header("Idempotency-Key", "k")
                .body(body)
                .post(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("OWN_CASE"));
        analyst().body(body).post(path).then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MISSING"));
        analyst()
                .header("Idempotency-Key", "k1")
                .body(Map.of("outcome", "APPROVE"))
                .post(path)
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"));
        analyst()
                .header("Idempotency-Key", "k2")
                .body("{\"outcome\":\"PERHAPS\",\"label\":\"UNSURE\"}")
                .post(path)
                .then()
                .statusCode(422)
                .body("errors", hasSize(1));
        analyst().header("Idempotency-Key", "k3").body("{").post(path).then().statusCode(400);
        analyst()
                .header("Idempotency-Key", "k4")
                .body(body)
                .post("/v1/cases/" + UUID.randomUUID() + "/decision")
                .then()
                .statusCode(404)
                .body("code", equalTo("CASE_NOT_FOUND"));
        analyst().get("/v1/cases?state=HALF").then().statusCode(400).body("code", equalTo("INVALID_STATE"));
        analyst().get("/v1/decisions").then().statusCode(400).body("code", equalTo("SUBJECT_MISSING"));
        analyst().get("/v1/decisions/" + UUID.randomUUID()).then().statusCode(404);
        analyst().get("/v1/cases?cursor=nonsense").then().statusCode(400);
        analyst().get("/v1/cases/" + riskCase).then().body("state", equalTo("OPEN"));
        assertThat(events.count("bonafide.risk.DecisionMade.v1", listing)).isEqualTo(1);

        var key = UUID.randomUUID();
        decide(riskCase, "APPROVE", "UNSURE", key).then().statusCode(200).header("Idempotency-Replayed", nullValue());
        decide(riskCase, "APPROVE", "UNSURE", key).then().statusCode(200).header("Idempotency-Replayed", "true");
        decide(riskCase, "REJECT", "CONFIRMED", key).then().statusCode(422);
    }

    @Test
    void theDescriptionOfTheApiNamesEveryOperation() {
        given().accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Bonafide risk"))
                .body("paths.'/v1/cases/{id}/decision'.post.operationId", equalTo("decideCase"))
                .body("paths.'/v1/decisions/{id}/replay'.get.operationId", equalTo("replayDecision"))
                .body("paths.'/v1/me/restrictions'.get.summary", not(nullValue()));
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("risk-stream"));
    }

    // --- the world around risk -------------------------------------------------------------------------------------

    private static UUID account(Duration age) {
        var account = UUID.randomUUID();
        var payload = Contracts.sample("bonafide.identity.UserRegistered.v1");
        payload.put("accountId", account.toString());
        payload.put(
                "registeredAt",
                Instant.now().minus(age).truncatedTo(ChronoUnit.MILLIS).toString());
        events.publish(Outgoing.of("bonafide.identity.UserRegistered.v1", account, payload));
        return account;
    }

    private static UUID submit(UUID seller, long price, String description) {
        var listing = UUID.randomUUID();
        submit(listing, seller, price, description, UUID.randomUUID());
        return listing;
    }

    private static void submit(UUID listing, UUID seller, long price, String description, UUID event) {
        submit(listing, seller, price, description, event, "iPhone 15");
    }

    private static void submit(UUID listing, UUID seller, long price, String description, UUID event, String model) {
        var payload = Contracts.sample("bonafide.listing.ListingSubmitted.v1");
        payload.put("listingId", listing.toString());
        payload.put("sellerId", seller.toString());
        payload.put("description", description);
        payload.put("model", model);
        payload.withObject("/price").put("amountMinor", price);
        events.publish(Outgoing.of("bonafide.listing.ListingSubmitted.v1", listing, payload)
                .id(event)
                .correlation(UUID.randomUUID().toString(), null));
    }

    private static void publish(UUID listing, String model, long price) {
        var payload = Contracts.sample("bonafide.listing.ListingPublished.v1");
        payload.put("listingId", listing.toString());
        payload.put("sellerId", UUID.randomUUID().toString());
        payload.put("model", model);
        payload.withObject("/price").put("amountMinor", price);
        events.publish(Outgoing.of("bonafide.listing.ListingPublished.v1", listing, payload));
    }

    /** The reference is there once somebody else's cheap listing is tipped by it. */
    private static void awaitReference(String model) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            var seller = account(Duration.ofDays(400));
            var listing = UUID.randomUUID();
            submit(listing, seller, 100_000, "成色好", UUID.randomUUID(), model);
            return events.await("bonafide.risk.DecisionMade.v1", listing)
                    .text("outcome")
                    .equals("TIP");
        });
    }

    private static String deadLetterReason(UUID key) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("listing.listings.dlq").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return Awaitility.await()
                    .pollInSameThread()
                    .until(
                            () -> StreamSupport.stream(
                                            consumer.poll(Duration.ofMillis(200))
                                                    .spliterator(),
                                            false)
                                    .filter(letter -> key.toString().equals(letter.key()))
                                    .map(letter -> String.valueOf(EventHeaders.read(letter.headers(), "dlq_reason")))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static Event awaitCase(String type, UUID subject) {
        return events.await(type, caseOf(subject));
    }

    /** The open case about a thing or account, once there is one. */
    private static String caseOf(UUID subject) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> analyst()
                                .get("/v1/cases?state=OPEN&limit=100")
                                .then()
                                .statusCode(200)
                                .extract()
                                .<String>path("items.find { it.subjectId == '" + subject + "' }?.caseId"),
                        found -> found != null);
    }

    private static void awaitLogged(Event made) {
        Awaitility.await()
                .untilAsserted(() -> analyst()
                        .get("/v1/decisions/" + made.text("decisionId"))
                        .then()
                        .statusCode(200));
    }

    private static Response decide(String riskCase, String outcome, String label, UUID key) {
        return analyst()
                .header("Idempotency-Key", key.toString())
                .body(Map.of("outcome", outcome, "label", label, "note", "looked at it"))
                .post("/v1/cases/" + riskCase + "/decision");
    }

    private static RequestSpecification analyst() {
        return as(ANALYST, "risk-analyst");
    }

    private static RequestSpecification as(UUID account, String... roles) {
        return given().auth().oauth2(Tokens.of(account, roles)).contentType(ContentType.JSON);
    }
}
