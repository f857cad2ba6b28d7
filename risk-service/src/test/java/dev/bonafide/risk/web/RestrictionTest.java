package dev.bonafide.risk.web;

import static dev.bonafide.risk.web.Market.analyst;
import static dev.bonafide.risk.web.Market.as;
import static dev.bonafide.risk.web.Market.decide;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an account may not do for a time, why, and when that ends, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class RestrictionTest {
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
    void aBaitSellerIsRestrictedOnceWithReasonsAndOneCaseHoldsAllOfIt_AS11() {
        var model = "iPhone " + UUID.randomUUID();
        market.fill(model, 300_000);
        var seller = market.account(Duration.ofHours(48));
        for (int i = 0; i < 10; i++) {
            var listing = UUID.randomUUID();
            market.submit(listing, seller, 135_000, "成色好", UUID.randomUUID(), model);
            market.events().await(Market.DECISION_MADE, listing);
        }
        var opened = market.events().await(Market.CASE_OPENED, market.caseOf(seller));
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
        var imposed = market.events().await(Market.RESTRICTION_IMPOSED, restriction);
        assertThat(imposed.text("caseId")).isEqualTo(riskCase);
        assertThat(Duration.between(Instant.parse(imposed.text("from")), Instant.parse(imposed.text("until"))))
                .isEqualTo(Duration.ofDays(7));

        // A person who finds it unfounded lifts the restriction and frees what it held.
        decide(riskCase, "APPROVE", "FALSE_POSITIVE", UUID.randomUUID()).then().statusCode(200);
        assertThat(market.events().await(Market.RESTRICTION_LIFTED, restriction).text("reason"))
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
        market.fill(model, 300_000);
        var seller = market.account(Duration.ofHours(48));
        for (int i = 0; i < 3; i++) {
            market.submit(UUID.randomUUID(), seller, 135_000, "成色好", UUID.randomUUID(), model);
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
        var lifted = market.events().await(Market.RESTRICTION_LIFTED, restriction);
        assertThat(lifted.text("reason")).isEqualTo("EXPIRED");
        assertThat(lifted.text("accountId")).isEqualTo(seller.toString());
        as(seller, "member").get("/v1/me/restrictions").then().body("items[0].liftReason", equalTo("EXPIRED"));
        // The case is still open; approving it afterwards finds nothing left to lift.
        decide(market.caseOf(seller), "APPROVE", "UNSURE", UUID.randomUUID())
                .then()
                .statusCode(200);
        assertThat(market.events().count(Market.RESTRICTION_LIFTED, restriction))
                .isEqualTo(1);
    }

    @Test
    void nobodySeesRestrictionsWithoutSigningIn() {
        given().get("/v1/me/restrictions").then().statusCode(401);
    }
}
