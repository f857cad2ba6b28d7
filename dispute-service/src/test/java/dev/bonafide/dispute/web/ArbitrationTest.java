package dev.bonafide.dispute.web;

import static dev.bonafide.dispute.web.Play.as;
import static dev.bonafide.dispute.web.Play.get;
import static dev.bonafide.dispute.web.Play.moveClock;
import static dev.bonafide.dispute.web.Play.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D-6 and D-8: a person rules within a time, and the money follows the ruling. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class ArbitrationTest {
    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    Play play;

    @BeforeEach
    void begin() {
        play = new Play(database).delivered(Duration.ofHours(1));
    }

    @AfterEach
    void end() {
        play.close();
    }

    @Test
    void an_arbiter_rules_for_the_buyer_and_the_money_follows() {
        var id = play.inHands();
        assertThat(play.probe.await("bonafide.dispute.ArbiterAssigned.v1", id).text("arbiterId"))
                .isEqualTo(play.arbiter.toString());
        var ruling = play.rule(play.arbiter, id, "BUYER")
                .statusCode(201)
                .body("stage", equalTo("EXECUTING"))
                .body("moneyMoved", equalTo(false))
                .body("ruling.outcome", equalTo("BUYER"))
                .extract()
                .<String>path("ruling.rulingId");
        var said = play.probe.await("bonafide.dispute.DisputeRuled.v1", id);
        assertThat(said.text("rulingId")).isEqualTo(ruling);
        assertThat(said.text("outcome")).isEqualTo("BUYER");
        assertThat(said.text("by")).isEqualTo("ARBITER");
        play.refunded(id);
        assertThat(play.probe.await("bonafide.dispute.DisputeClosed.v1", id).text("outcome"))
                .isEqualTo("BUYER");
        get(as(play.seller, "member"), "/v1/disputes/" + id)
                .body("stage", equalTo("CLOSED"))
                .body("moneyMoved", equalTo(true))
                .body("ruling.reasons", equalTo("照片显示屏幕有坏点。"));
        get(as(play.arbiter, "arbiter"), "/v1/disputes/" + id + "/history")
                .body("items.to", contains("OPENING", "QUEUED", "IN_HANDS", "EXECUTING", "CLOSED"));
        assertThat(play.query("select count(*) from timer where ref = '" + id + "'"))
                .isEqualTo("0");
    }

    @Test
    void an_arbiter_rules_for_the_seller_and_the_money_follows() {
        var id = play.inHands();
        play.rule(play.arbiter, id, "SELLER").statusCode(201);
        play.released(id);
        assertThat(play.probe.await("bonafide.dispute.DisputeClosed.v1", id).text("outcome"))
                .isEqualTo("SELLER");
    }

    @Test
    void only_the_arbiter_who_has_the_case_rules_on_it() {
        var id = play.queued();
        play.rule(play.arbiter, id, "BUYER").statusCode(409).body("code", equalTo("NOT_ASSIGNED"));
        post(as(play.arbiter, "arbiter"), "/v1/disputes/" + id + "/assignment", null)
                .statusCode(200)
                .body("stage", equalTo("IN_HANDS"));
        play.rule(UUID.randomUUID(), id, "BUYER").statusCode(409).body("code", equalTo("NOT_ASSIGNED"));
        post(as(UUID.randomUUID(), "arbiter"), "/v1/disputes/" + id + "/assignment", null)
                .statusCode(409)
                .body("code", equalTo("ALREADY_ASSIGNED"));
        post(as(play.arbiter, "arbiter"), "/v1/disputes/" + id + "/assignment", null)
                .statusCode(200);
        post(play.buyer, "/v1/disputes/" + id + "/rulings", Map.of("outcome", "BUYER", "reasons", "mine"))
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        assertThat(play.probe.count("bonafide.dispute.DisputeRuled.v1", id)).isZero();
        assertThat(play.probe.count("bonafide.dispute.ArbiterAssigned.v1", id)).isEqualTo(1);
    }

    @Test
    void nobody_rules_in_their_own_case() {
        var id = play.queued();
        post(as(play.seller, "member", "arbiter"), "/v1/disputes/" + id + "/assignment", null)
                .statusCode(403)
                .body("code", equalTo("ARBITER_IS_PARTY"));
        assertThatThrownBy(() -> play.execute("update dispute set stage = 'IN_HANDS', assigned_at = opened_at,"
                        + " arbiter_id = seller_id where id = '" + id + "'"))
                .hasMessageContaining("nobody_rules_in_their_own_case");
    }

    @Test
    void a_ruling_is_written_once() {
        var id = play.inHands();
        play.rule(play.arbiter, id, "BUYER").statusCode(201);
        play.rule(play.arbiter, id, "SELLER").statusCode(409).body("code", equalTo("RULING_IN_EXECUTION"));
        assertThatThrownBy(() -> play.execute("update ruling set outcome = 'SELLER' where dispute_id = '" + id + "'"))
                .hasMessageContaining("append-only");
        play.refunded(id);
        play.awaitStage(id, "CLOSED");
        play.rule(play.arbiter, id, "SELLER")
                .statusCode(409)
                .body("code", equalTo("WRONG_STAGE"))
                .body("stage", equalTo("CLOSED"));
    }

    @Test
    void reasons_name_nobody_by_number_or_address_and_are_not_absent() {
        var id = play.inHands();
        for (var reasons : List.of("Call 13800138000", "li@example.com says so")) {
            post(
                            as(play.arbiter, "arbiter"),
                            "/v1/disputes/" + id + "/rulings",
                            Map.of("outcome", "BUYER", "reasons", reasons))
                    .statusCode(422)
                    .body("errors.code", contains("PERSONAL_DATA"));
        }
        post(as(play.arbiter, "arbiter"), "/v1/disputes/" + id + "/rulings", Map.of("outcome", "BUYER"))
                .statusCode(422)
                .body("errors.pointer", contains("/reasons"));
        post(
                        as(play.arbiter, "arbiter"),
                        "/v1/disputes/" + id + "/rulings",
                        Map.of("outcome", "BOTH", "reasons", "half and half"))
                .statusCode(422);
    }

    @Test
    void a_withdrawal_rules_for_the_other_side_on_the_same_path() {
        var id = play.open("SNAD").extract().<String>path("disputeId");
        var path = "/v1/disputes/" + id + "/withdrawal";
        post(play.buyer, path, null).statusCode(409).body("code", equalTo("FREEZE_PENDING"));
        play.frozen(id);
        play.awaitStage(id, "QUEUED");
        post(play.seller, path, null).statusCode(403).body("code", equalTo("NOT_THE_OPENER"));
        post(UUID.randomUUID(), path, null).statusCode(404);
        as(play.buyer, "member")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "zh")
                .post(path)
                .then()
                .statusCode(200)
                .body("ruling.by", equalTo("WITHDRAWAL"))
                .body("ruling.outcome", equalTo("SELLER"))
                .body("ruling.reasons", equalTo("提出申诉的一方已撤回申诉。"));
        var said = play.probe.await("bonafide.dispute.DisputeRuled.v1", id);
        assertThat(said.text("by")).isEqualTo("WITHDRAWAL");
        assertThat(said.data().has("arbiterId")).isFalse();
        play.released(id);
        play.awaitStage(id, "CLOSED");
    }

    @Test
    void the_queue_is_ordered_by_due_time_and_a_case_given_back_keeps_its_place() {
        var first = play.queued();
        try (var other = new Play(database).delivered(Duration.ofHours(1))) {
            var second = other.queued();
            var all = get(
                            as(play.arbiter, "arbiter")
                                    .queryParam("queue", "open")
                                    .queryParam("limit", 100),
                            "/v1/disputes")
                    .statusCode(200)
                    .extract();
            var ids = all.<List<String>>path("items.disputeId");
            assertThat(ids).containsSubsequence(first, second);
            assertThat(all.<List<String>>path("items.assignBy").stream()
                            .map(Instant::parse)
                            .toList())
                    .isSorted();
            post(as(play.arbiter, "arbiter"), "/v1/disputes/" + first + "/assignment", null)
                    .statusCode(200);
            get(as(play.arbiter, "arbiter").queryParam("queue", "mine"), "/v1/disputes")
                    .body("items.disputeId", contains(first));
            get(as(play.arbiter, "arbiter").queryParam("queue", "open").queryParam("limit", 100), "/v1/disputes")
                    .body("items.disputeId", not(hasItem(first)));
            as(UUID.randomUUID(), "arbiter")
                    .delete("/v1/disputes/" + first + "/assignment")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("NOT_ASSIGNED"));
            as(play.arbiter, "arbiter")
                    .delete("/v1/disputes/" + first + "/assignment")
                    .then()
                    .statusCode(204);
            var again = get(
                            as(play.arbiter, "arbiter")
                                    .queryParam("queue", "open")
                                    .queryParam("limit", 100),
                            "/v1/disputes")
                    .extract()
                    .<List<String>>path("items.disputeId");
            assertThat(again).containsSubsequence(first, second);
        }
        get(as(play.buyer, "member").queryParam("queue", "open"), "/v1/disputes")
                .statusCode(403);
        get(as(play.arbiter, "arbiter").queryParam("queue", "all"), "/v1/disputes")
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
    }

    @Test
    void a_case_nobody_takes_within_a_day_is_marked_and_counted() {
        var id = play.queued();
        var before = breaches();
        moveClock(Duration.ofHours(23));
        assertThat(play.query("select overdue_since from dispute where id = '" + id + "'"))
                .isEqualTo("null");
        moveClock(Duration.ofMinutes(61));
        await().untilAsserted(() -> get(as(play.buyer, "member"), "/v1/disputes/" + id)
                .body("overdue", equalTo(true))
                .body("stage", equalTo("QUEUED")));
        assertThat(breaches()).isGreaterThan(before);
        post(as(play.arbiter, "arbiter"), "/v1/disputes/" + id + "/assignment", null)
                .statusCode(200);
    }

    @Test
    void a_ruling_without_money_after_ten_minutes_is_counted_until_the_money_comes() {
        var id = play.inHands();
        play.rule(play.arbiter, id, "BUYER").statusCode(201);
        moveClock(Duration.ofMinutes(11));
        await().untilAsserted(() -> assertThat(play.query("select unpaid_since from dispute where id = '" + id + "'"))
                .isNotEqualTo("null"));
        await().untilAsserted(() -> assertThat(unpaid()).isPositive());
        play.refunded(id);
        play.awaitStage(id, "CLOSED");
        var left = Long.parseLong(
                play.query("select count(*) from dispute where stage = 'EXECUTING' and unpaid_since is not null"));
        await().untilAsserted(() -> assertThat(unpaid()).isEqualTo(left));
    }

    private double breaches() {
        var counter = meters.find("bonafide.dispute.sla.breached")
                .tag("deadline", "ASSIGNMENT")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private double unpaid() {
        return meters.get("bonafide.dispute.ruled.unpaid").gauge().value();
    }
}
