package dev.bonafide.risk.web;

import static dev.bonafide.risk.web.Market.analyst;
import static dev.bonafide.risk.web.Market.as;
import static dev.bonafide.risk.web.Market.decide;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People decide what the rules held, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class CaseworkTest {
    private static Market market;

    @BeforeAll
    static void open() {
        market = new Market();
    }

    @AfterAll
    static void close() {
        market.close();
    }

    @Test
    void aHeldListingWaitsForAnAnalystWhoseApprovalSetsItFree() {
        var seller = market.account(Duration.ofDays(90));
        var listing = market.submit(seller, 300_000, "喜欢的加薇❤信 zhang8899");
        var held = market.events().await(Market.DECISION_MADE, listing);
        assertThat(held.text("outcome")).isEqualTo("REVIEW");
        var opened = market.awaitCase(listing);
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
                .body("decision.decidedBy", equalTo(Market.ANALYST.toString()));
        var freed = market.events()
                .await(
                        Market.DECISION_MADE,
                        listing,
                        data -> !data.path("automated").asBoolean());
        assertThat(freed.text("outcome")).isEqualTo("ALLOW");
        assertThat(freed.text("supersedes")).isEqualTo(held.text("decisionId"));
        assertThat(freed.text("eventId")).isEqualTo(held.text("eventId"));
        var closed = market.events().await(Market.CASE_CLOSED, riskCase);
        assertThat(closed.text("outcome")).isEqualTo("APPROVED");
        assertThat(closed.text("label")).isEqualTo("FALSE_POSITIVE");

        // The same once more is done already; anything else comes too late, and nothing more is said.
        decide(riskCase, "APPROVE", "FALSE_POSITIVE", UUID.randomUUID()).then().statusCode(200);
        decide(riskCase, "REJECT", "CONFIRMED", UUID.randomUUID())
                .then()
                .statusCode(409)
                .body("code", equalTo("CASE_ALREADY_DECIDED"));
        assertThat(market.events().count(Market.DECISION_MADE, listing)).isEqualTo(2);
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
        var seller = market.account(Duration.ofDays(90));
        var listing = market.submit(seller, 300_000, "联系 13800138000");
        var riskCase = market.awaitCase(listing).text("caseId");
        decide(riskCase, "REJECT", "FALSE_POSITIVE", UUID.randomUUID())
                .then()
                .statusCode(422)
                .body("code", equalTo("LABEL_CONTRADICTS_OUTCOME"));
        decide(riskCase, "REJECT", "CONFIRMED", UUID.randomUUID()).then().statusCode(200);
        var blocked = market.events()
                .await(
                        Market.DECISION_MADE,
                        listing,
                        data -> !data.path("automated").asBoolean());
        assertThat(blocked.text("outcome")).isEqualTo("BLOCK");
    }

    @Test
    void aSecondAlertOnTheSameListingJoinsTheOpenCase() {
        var seller = market.account(Duration.ofDays(90));
        var listing = market.submit(seller, 300_000, "加微信 abc12345");
        var riskCase = market.awaitCase(listing).text("caseId");
        market.submit(listing, seller, 299_000, "加V abc12345", UUID.randomUUID());
        Awaitility.await()
                .untilAsserted(
                        () -> analyst().get("/v1/cases/" + riskCase).then().body("alerts", hasSize(2)));
        decide(riskCase, "APPROVE", "UNSURE", UUID.randomUUID()).then().statusCode(200);
        market.events().awaitCount(Market.DECISION_MADE, listing, 3);
        assertThat(market.events().count(Market.DECISION_MADE, listing)).isEqualTo(3);
    }

    @Test
    void wrongCallersAndWrongInputChangeNothing() {
        var seller = market.account(Duration.ofDays(90));
        var listing = market.submit(seller, 300_000, "加微信 abc12345");
        var riskCase = market.awaitCase(listing).text("caseId");
        var path = "/v1/cases/" + riskCase + "/decision";
        var body = Map.of("outcome", "APPROVE", "label", "UNSURE");
        given().get("/v1/cases").then().statusCode(401);
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
        analyst().get("/v1/cases?cursor=nonsense").then().statusCode(400);
        analyst().get("/v1/cases/" + riskCase).then().body("state", equalTo("OPEN"));
        assertThat(market.events().count(Market.DECISION_MADE, listing)).isEqualTo(1);

        var key = UUID.randomUUID();
        decide(riskCase, "APPROVE", "UNSURE", key).then().statusCode(200).header("Idempotency-Replayed", nullValue());
        decide(riskCase, "APPROVE", "UNSURE", key).then().statusCode(200).header("Idempotency-Replayed", "true");
        decide(riskCase, "REJECT", "CONFIRMED", key).then().statusCode(422);
    }
}
