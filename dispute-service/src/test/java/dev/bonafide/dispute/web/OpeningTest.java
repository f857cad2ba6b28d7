package dev.bonafide.dispute.web;

import static dev.bonafide.dispute.web.Play.as;
import static dev.bonafide.dispute.web.Play.get;
import static dev.bonafide.dispute.web.Play.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D-1: opening within the window keeps the right and asks for the money to be frozen. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class OpeningTest {
    @Inject
    DataSource database;

    Play play;

    @BeforeEach
    void begin() {
        play = new Play(database);
    }

    @AfterEach
    void end() {
        play.close();
    }

    @Test
    void a_buyer_opens_and_the_others_hear_of_it_without_the_words() {
        play.delivered(Duration.ofHours(1));
        var answer = play.open("SNAD")
                .statusCode(201)
                .body("stage", equalTo("OPENING"))
                .body("freeze", equalTo("ASKED"))
                .body("text", equalTo("屏幕有坏点"))
                .extract();
        var id = answer.<String>path("disputeId");
        assertThat(answer.header("Location")).endsWith("/v1/disputes/" + id);
        var said = play.probe.await("bonafide.dispute.DisputeOpened.v1", id);
        assertThat(said.text("orderId")).isEqualTo(play.orderId.toString());
        assertThat(said.text("openedBy")).isEqualTo("BUYER");
        assertThat(Instant.parse(said.text("openedAt"))).isEqualTo(Instant.parse(answer.path("openedAt")));
        assertThat(said.data().toString()).doesNotContain("坏点");
    }

    @Test
    void a_frozen_order_brings_the_dispute_into_the_queue_also_when_it_is_told_twice() {
        play.delivered(Duration.ofHours(1));
        var id = play.open("SNAD").statusCode(201).extract().<String>path("disputeId");
        var frozen = play.frozen(id);
        play.probe.publish(frozen);
        play.frozen(id);
        play.awaitStage(id, "QUEUED");
        var view = get(as(play.seller, "member"), "/v1/disputes/" + id)
                .statusCode(200)
                .body("freeze", equalTo("HELD"))
                .body("overdue", equalTo(false))
                .extract();
        assertThat(view.<String>path("assignBy")).isNotNull();
        get(as(play.buyer, "member"), "/v1/disputes/" + id + "/history")
                .body("items.to", contains("OPENING", "QUEUED"))
                .body("items.actor", contains("BUYER", "ESCROW"));
    }

    @Test
    void a_freeze_that_is_refused_ends_the_dispute_before_it_began() {
        play.delivered(Duration.ofHours(1));
        var id = play.open("SNAD").statusCode(201).extract().<String>path("disputeId");
        play.freezeRefused(id, "ACCEPTED_BY_BUYER");
        assertThat(play.probe.await("bonafide.dispute.DisputeClosed.v1", id).text("outcome"))
                .isEqualTo("NOT_OPENED");
        get(as(play.buyer, "member"), "/v1/disputes/" + id)
                .body("stage", equalTo("NOT_OPENED"))
                .body("freezeRefusal", equalTo("ACCEPTED_BY_BUYER"));
        play.open("SNAD").statusCode(201);
    }

    @Test
    void of_many_who_open_at_once_one_wins() throws Exception {
        play.delivered(Duration.ofHours(1));
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tries = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            _ -> () -> play.open("SNAD").extract().statusCode())
                    .toList();
            var statuses = people.invokeAll(tries).stream()
                    .map(done -> done.resultNow())
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
        }
        assertThat(play.query("select count(*) from dispute where order_id = '" + play.orderId + "'"))
                .isEqualTo("1");
        play.open("OTHER").statusCode(409).body("code", equalTo("OTHER_DISPUTE_OPEN"));
    }

    @Test
    void the_database_itself_refuses_a_second_open_dispute_and_another_claim() {
        play.delivered(Duration.ofHours(1));
        var id = play.open("SNAD").statusCode(201).extract().<String>path("disputeId");
        Assertions.assertThatThrownBy(() -> play.execute("insert into dispute select '" + UUID.randomUUID()
                        + "', version, stage, order_id, buyer_id, seller_id, opened_by, reason, claim_text, opened_at,"
                        + " frozen_at, assign_by, overdue_since, arbiter_id, assigned_at, ruling_id, pay_by,"
                        + " unpaid_since, freeze_refusal, closed_at, chain_length, chain_head from dispute where id = '"
                        + id + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("one_open_dispute_per_order");
        Assertions.assertThatThrownBy(
                        () -> play.execute("update dispute set claim_text = 'fine' where id = '" + id + "'"))
                .hasMessageContaining("never changed");
    }

    @Test
    void the_same_key_gives_the_same_answer_and_another_body_is_refused() {
        play.delivered(Duration.ofHours(1));
        var body = Map.of("orderId", play.orderId, "reason", "SNAD", "text", "坏点");
        var key = UUID.randomUUID().toString();
        var first = as(play.buyer, "member")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/disputes");
        var again = as(play.buyer, "member")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/disputes");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        as(play.buyer, "member")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(Map.of("orderId", play.orderId, "reason", "OTHER", "text", "坏点"))
                .post("/v1/disputes")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void windows_are_told_with_their_times_and_in_the_readers_language() {
        play.shipped(Duration.ofDays(1));
        as(play.buyer, "member")
                .header("Idempotency-Key", "early")
                .header("Accept-Language", "zh-CN")
                .contentType("application/json")
                .body(Map.of("orderId", play.orderId, "reason", "INR", "text", "没收到"))
                .post("/v1/disputes")
                .then()
                .statusCode(409)
                .body("code", equalTo("TOO_EARLY"))
                .body("title", equalTo("包裹可能仍在途中"))
                .body("from", not(nullValue()));
        play.open("SNAD")
                .statusCode(409)
                .body("code", equalTo("ORDER_WRONG_STAGE"))
                .body("orderStage", equalTo("SHIPPED"))
                .body("allowed", contains("INR"));
        play.delivered(Duration.ofHours(80));
        play.open("DAMAGED")
                .statusCode(409)
                .body("code", equalTo("WINDOW_CLOSED"))
                .body("tryInstead", equalTo("SNAD"));
        play.open("INR").statusCode(201);
    }

    @Test
    void an_item_that_never_came_can_be_claimed_once_it_is_late() {
        play.shipped(Duration.ofDays(8));
        play.open("INR").statusCode(201).body("stage", equalTo("OPENING"));
    }

    @Test
    void wrong_people_and_wrong_words_change_nothing() {
        play.delivered(Duration.ofHours(1));
        var body = Map.of("orderId", play.orderId, "reason", "SNAD", "text", "坏点");
        post(UUID.randomUUID(), "/v1/disputes", body).statusCode(404).body("code", equalTo("NOT_FOUND"));
        post(play.buyer, "/v1/disputes", Map.of("orderId", UUID.randomUUID(), "reason", "SNAD", "text", "x"))
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        post(play.seller, "/v1/disputes", body).statusCode(403).body("code", equalTo("NOT_THE_BUYER"));
        post(play.buyer, "/v1/disputes", Map.of("orderId", play.orderId, "reason", "SNAD", "text", " "))
                .statusCode(422)
                .body("errors.pointer", contains("/text"));
        post(play.buyer, "/v1/disputes", Map.of("orderId", play.orderId, "reason", "SNAD", "text", "a\u0000b"))
                .statusCode(422)
                .body("errors.pointer", contains("/text"));
        post(play.buyer, "/v1/disputes", Map.of("orderId", play.orderId, "reason", "BORED", "text", "x"))
                .statusCode(422);
        post(
                        play.buyer,
                        "/v1/disputes",
                        Map.of("orderId", play.orderId, "reason", "OTHER", "text", "4111 1111 1111 1111"))
                .statusCode(422)
                .body("code", equalTo("CARD_NUMBER_REFUSED"));
        as(play.buyer, "member")
                .contentType("application/json")
                .body(body)
                .post("/v1/disputes")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MISSING"));
        RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post("/v1/disputes")
                .then()
                .statusCode(401);
        RestAssured.given()
                .auth()
                .oauth2(Tokens.expired(play.buyer))
                .contentType("application/json")
                .body(body)
                .post("/v1/disputes")
                .then()
                .statusCode(401);
        assertThat(play.query("select count(*) from dispute where order_id = '" + play.orderId + "'"))
                .isEqualTo("0");
    }

    @Test
    void a_list_shows_ones_own_disputes_page_by_page_and_nobody_elses() {
        play.delivered(Duration.ofHours(1));
        var first = play.open("SNAD").extract().<String>path("disputeId");
        play.freezeRefused(first, "OTHER");
        play.awaitStage(first, "NOT_OPENED");
        var second = play.open("OTHER").extract().<String>path("disputeId");
        var page = get(as(play.seller, "member").queryParam("limit", 1), "/v1/disputes")
                .statusCode(200)
                .body("items.disputeId", contains(second))
                .extract();
        get(as(play.seller, "member").queryParam("cursor", page.<String>path("nextCursor")), "/v1/disputes")
                .body("items.disputeId", contains(first))
                .body("nextCursor", nullValue());
        get(as(UUID.randomUUID(), "member"), "/v1/disputes").body("items", hasSize(0));
        get(as(UUID.randomUUID(), "member"), "/v1/disputes/" + second).statusCode(404);
        get(as(UUID.randomUUID(), "member"), "/v1/disputes/" + second + "/history")
                .statusCode(404);
        get(as(play.buyer, "member").queryParam("cursor", "bm9wZQ"), "/v1/disputes")
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
        get(as(play.buyer, "member"), "/v1/disputes").body("items.buyerId", everyItem(equalTo(play.buyer.toString())));
    }
}
