package dev.bonafide.community.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class NoticesAndTipsTest {
    private static final String FUNDED = "bonafide.escrow.OrderFunded.v1";
    private static final String CARD = "bonafide.identity.TrustCardChanged.v1";
    private static final String PUBLISHED = "bonafide.listing.ListingPublished.v1";

    private final UUID buyer = UUID.randomUUID();
    private final UUID seller = UUID.randomUUID();
    private EventProbe probe;

    @BeforeEach
    void listen() {
        probe = EventProbe.connect();
    }

    @AfterEach
    void stopListening() {
        probe.close();
    }

    @Test
    void eachPartyIsToldInItsOwnLanguageOnceHoweverOftenTheEventComes() {
        speaks(buyer, "en");
        speaks(seller, "zh-CN");
        var order = UUID.randomUUID();
        var event = UUID.randomUUID();
        probe.publish(FUNDED, order, funded(order), event);
        probe.publish(FUNDED, order, funded(order), event);

        assertTold(buyer, "Your money is held");
        assertTold(seller, "买家已付款");
        probe.publish(FUNDED, order, funded(order), event);
        probe.await("bonafide.community.NotificationSent.v1", seller);
        assertThat(probe.count("bonafide.community.NotificationSent.v1", buyer)).isEqualTo(1);
    }

    @Test
    void theLanguageAskedForWinsOverThePersonsOwn() {
        speaks(seller, "zh-CN");
        var order = UUID.randomUUID();
        probe.publish(FUNDED, order, funded(order));
        awaitNotices(seller, 1);

        given().auth()
                .oauth2(Tokens.member(seller))
                .header("Accept-Language", "en-GB,en;q=0.9")
                .get("/v1/notifications")
                .then()
                .statusCode(200)
                .header("Content-Language", "en")
                .body("items[0].text", startsWith("The money is held. Please ship by "));
    }

    @Test
    void aNoticeIsMarkedAsReadByItsOwnerOnly() {
        var order = UUID.randomUUID();
        probe.publish(FUNDED, order, funded(order));
        var id = awaitNotices(buyer, 1).getString("items[0].notificationId");

        given().auth()
                .oauth2(Tokens.member(seller))
                .put("/v1/notifications/" + id + "/read")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(Tokens.member(buyer))
                .put("/v1/notifications/" + id + "/read")
                .then()
                .statusCode(204);
        given().auth()
                .oauth2(Tokens.member(buyer))
                .put("/v1/notifications/" + id + "/read")
                .then()
                .statusCode(204);

        given().auth()
                .oauth2(Tokens.member(buyer))
                .get("/v1/notifications")
                .then()
                .body("unread", is(0));
        given().put("/v1/notifications/" + id + "/read").then().statusCode(401).body("code", is("UNAUTHENTICATED"));
    }

    @Test
    void noticesComeInPagesTheNewestFirst() {
        for (int n = 0; n < 5; n++) {
            var order = UUID.randomUUID();
            probe.publish(FUNDED, order, funded(order));
        }
        awaitNotices(buyer, 5);

        var first = page("limit=3");
        var second = page("limit=3&cursor=" + first.getString("nextCursor"));

        assertThat(first.getList("items")).hasSize(3);
        assertThat(second.getList("items")).hasSize(2);
        assertThat(second.getString("nextCursor")).isNull();
        assertThat(first.getList("items.notificationId"))
                .doesNotContainAnyElementsOf(second.getList("items.notificationId"));
    }

    @Test
    void beforeTradeTipsWarnOfALowScoreInBothLanguages() {
        var listing = UUID.randomUUID();
        publishListing(listing);
        publishCard(599, "L2", 40, "2025-01-01", "2026-11-02T09:30:00Z");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> tips(listing, "zh-CN")
                        .then()
                        .statusCode(200)
                        .body("items.id", contains("SELLER_SCORE_LOW"))
                        .body("items[0].text", is("请注意,卖家信用分低于600,建议谨慎交易"))
                        .body("items[0].data.score", is(599)));
        tips(listing, "en")
                .then()
                .body("items[0].text", is("The seller's credit score is below 600. Trade with care."));

        publishCard(600, "L2", 40, "2025-01-01", "2026-11-03T09:30:00Z");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> tips(listing, "en").then().body("items", empty()));

        publishCard(599, "L2", 40, "2025-01-01", "2026-11-02T10:30:00Z");
        publishListing(UUID.randomUUID());
        tips(listing, "en").then().body("items", empty());
    }

    @Test
    void tipsNeedAMomentAListingAndAToken() {
        var token = Tokens.member(buyer);
        given().auth()
                .oauth2(token)
                .get("/v1/tips?moment=VIEW&listing=" + UUID.randomUUID())
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(token)
                .get("/v1/tips?moment=VIEW")
                .then()
                .statusCode(422)
                .body("code", is("VALIDATION_FAILED"));
        given().auth()
                .oauth2(token)
                .get("/v1/tips?moment=NEVER&listing=" + UUID.randomUUID())
                .then()
                .statusCode(422);
        given().get("/v1/tips?moment=VIEW&listing=" + UUID.randomUUID()).then().statusCode(401);
    }

    private void speaks(UUID account, String language) {
        var registered = (ObjectNode) Contracts.sample("bonafide.identity.UserRegistered.v1");
        registered.put("accountId", account.toString()).put("language", language);
        probe.publish("bonafide.identity.UserRegistered.v1", account, registered);
    }

    private ObjectNode funded(UUID order) {
        return ((ObjectNode) Contracts.sample(FUNDED))
                .put("orderId", order.toString())
                .put("buyerId", buyer.toString())
                .put("sellerId", seller.toString());
    }

    private void publishListing(UUID listing) {
        var published = (ObjectNode) Contracts.sample(PUBLISHED);
        published.put("listingId", listing.toString()).put("sellerId", seller.toString());
        probe.publish(PUBLISHED, listing, published);
    }

    private void publishCard(int score, String level, int sales, String since, String at) {
        var card = (ObjectNode) Contracts.sample(CARD);
        card.put("accountId", seller.toString())
                .put("score", score)
                .put("level", level)
                .put("completedSales", sales)
                .put("memberSince", since)
                .put("at", at);
        probe.publish(CARD, seller, card);
    }

    private io.restassured.response.Response tips(UUID listing, String language) {
        return given().auth()
                .oauth2(Tokens.member(buyer))
                .header("Accept-Language", language)
                .get("/v1/tips?moment=VIEW&listing=" + listing);
    }

    private JsonPath page(String query) {
        return given().auth()
                .oauth2(Tokens.member(buyer))
                .get("/v1/notifications?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void assertTold(UUID account, String title) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(awaitNotices(account, 1).getString("items[0].title"))
                        .isEqualTo(title));
    }

    private JsonPath awaitNotices(UUID account, int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> given().auth()
                                .oauth2(Tokens.member(account))
                                .get("/v1/notifications")
                                .jsonPath(),
                        page -> page.getList("items").size() == count);
    }
}
