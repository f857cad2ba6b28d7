package dev.bonafide.risk.web;

import static dev.bonafide.risk.web.Market.analyst;
import static dev.bonafide.risk.web.Market.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Event;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.Outgoing;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.event.EventHeaders;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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

/** What happens is decided, logged once, explained and repeated, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class DecisionTest {
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
    void anHonestListingIsAllowedAtOnceAndItsSellerCanReadWhy() {
        var seller = market.account(Duration.ofDays(90));
        var listing = market.submit(seller, 300_000, "电池健康91%,无拆修,配原装充电线。");
        var made = market.events().await(Market.DECISION_MADE, listing);
        assertThat(made.text("outcome")).isEqualTo("ALLOW");
        assertThat(made.id()).isEqualTo(made.text("decisionId"));
        assertThat(made.source()).isEqualTo("/risk-service");
        market.awaitLogged(made);
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
    void aHighOrderOfABrandNewBuyerIsHeld() {
        var buyer = market.account(Duration.ofMinutes(5));
        var order = UUID.randomUUID();
        var payload = Contracts.sample("bonafide.escrow.OrderPlaced.v1");
        payload.put("orderId", order.toString());
        payload.put("buyerId", buyer.toString());
        payload.withObject("/total").put("amountMinor", 1_200_000);
        market.events().publish(Outgoing.of("bonafide.escrow.OrderPlaced.v1", order, payload));
        assertThat(market.events().await(Market.DECISION_MADE, order).text("outcome"))
                .isEqualTo("REVIEW");
        assertThat(market.awaitCase(order).text("kind")).isEqualTo("ORDER_REVIEW");
    }

    @Test
    void anEventSentTwiceIsDecidedOnceInTheLog() {
        var seller = market.account(Duration.ofDays(90));
        var listing = UUID.randomUUID();
        var event = UUID.randomUUID();
        market.submit(listing, seller, 300_000, "加微信 abc12345", event);
        market.submit(listing, seller, 300_000, "加微信 abc12345", event);
        var both = market.events().awaitCount(Market.DECISION_MADE, listing, 2);
        assertThat(both).extracting(Event::id).containsOnly(both.getFirst().id());
        assertThat(both)
                .extracting(made -> made.data().toString())
                .containsOnly(both.getFirst().data().toString());
        var riskCase = market.awaitCase(listing).text("caseId");
        analyst().get("/v1/cases/" + riskCase).then().body("alerts", hasSize(1));
    }

    @Test
    void aDecisionIsRepeatedFromItsStoredFeatures() {
        var seller = market.account(Duration.ofDays(90));
        var listing = market.submit(seller, 300_000, "+v:zhang8899");
        var made = market.events().await(Market.DECISION_MADE, listing);
        market.awaitLogged(made);
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
        market.events()
                .publishPoison(
                        "listing.listings",
                        bad.toString(),
                        "{broken".getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "ce_id", UUID.randomUUID().toString(),
                                "ce_type", "bonafide.listing.ListingSubmitted.v1",
                                "ce_subject", bad.toString(),
                                "ce_time", Instant.now().toString()));
        var seller = market.account(Duration.ofDays(90));
        var listing = market.submit(seller, 300_000, "成色好");
        assertThat(market.events().await(Market.DECISION_MADE, listing).text("outcome"))
                .isEqualTo("ALLOW");
        assertThat(deadLetterReason(bad)).contains("JsonParseException");
    }

    @Test
    void decisionsAreAskedForByTheirIdOrTheirSubject() {
        given().get("/v1/decisions").then().statusCode(401);
        analyst().get("/v1/decisions").then().statusCode(400).body("code", equalTo("SUBJECT_MISSING"));
        analyst().get("/v1/decisions/" + UUID.randomUUID()).then().statusCode(404);
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
}
