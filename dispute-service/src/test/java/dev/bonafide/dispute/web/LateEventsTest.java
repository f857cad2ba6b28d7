package dev.bonafide.dispute.web;

import static dev.bonafide.dispute.web.Play.as;
import static dev.bonafide.dispute.web.Play.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the escrow service says can come twice, late, or about things we do not know. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class LateEventsTest {
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
    void an_order_can_begin_with_any_event() {
        play.delivered(Duration.ofHours(1));
        play.orderEvent("OrderFunded", Play.now(), data -> {});
        play.orderEvent("OrderPlaced", Play.now(), data -> {});
        play.orderEvent("OrderShipped", Play.now(), data -> {});
        await().untilAsserted(() -> assertThat(play.query(
                        "select shipped_at is not null from disputable_order where order_id = '" + play.orderId + "'"))
                .isEqualTo("t"));
        assertThat(play.query("select stage from disputable_order where order_id = '" + play.orderId + "'"))
                .isEqualTo("INSPECTION");
        play.open("SNAD").statusCode(201);
    }

    @Test
    void a_released_order_cannot_be_disputed_and_says_since_when() {
        play.delivered(Duration.ofHours(1));
        play.orderEvent("OrderAccepted", Play.now(), data -> {});
        play.orderEvent("OrderReleased", Play.now(), data -> {});
        play.awaitOrder("RELEASED");
        play.open("SNAD").statusCode(409).body("code", equalTo("WINDOW_CLOSED"));
    }

    @Test
    void an_inspection_that_was_extended_can_be_disputed_until_its_new_end() {
        play.delivered(Duration.ofDays(8));
        play.open("SNAD").statusCode(409).body("code", equalTo("WINDOW_CLOSED"));
        var later = Play.now().plus(Duration.ofDays(2)).toString();
        play.orderEvent("OrderInspectionExtended", Play.now(), data -> data.put("autoConfirmAt", later));
        await().untilAsserted(() -> play.open("SNAD").statusCode(201));
    }

    @Test
    void a_cancelled_order_cannot_be_disputed() {
        play.orderEvent("OrderCancelled", Play.now(), data -> {});
        play.awaitOrder("CANCELLED");
        play.open("SNAD").statusCode(409).body("code", equalTo("ORDER_WRONG_STAGE"));
    }

    @Test
    void a_freeze_for_a_dispute_nobody_opened_waits_for_a_person() {
        var nobodys = UUID.randomUUID().toString();
        var event = play.frozen(nobodys);
        await().untilAsserted(() -> assertThat(parked(nobodys)).isEqualTo("1"));
        play.probe.publish(event);
        play.delivered(Duration.ofHours(1));
        assertThat(parked(nobodys)).isEqualTo("1");
    }

    @Test
    void money_that_moves_before_a_ruling_waits_for_a_person_and_closes_nothing() {
        play.delivered(Duration.ofHours(1));
        var id = play.queued();
        play.released(id);
        await().untilAsserted(() -> assertThat(parked(id)).isEqualTo("1"));
        get(as(play.buyer, "member"), "/v1/disputes/" + id).body("stage", equalTo("QUEUED"));
    }

    @Test
    void money_that_goes_to_the_wrong_side_waits_for_a_person_and_closes_nothing() {
        play.delivered(Duration.ofHours(1));
        var id = play.inHands();
        play.rule(play.arbiter, id, "BUYER").statusCode(201);
        play.released(id);
        await().untilAsserted(() -> assertThat(parked(id)).isEqualTo("1"));
        get(as(play.buyer, "member"), "/v1/disputes/" + id)
                .body("stage", equalTo("EXECUTING"))
                .body("moneyMoved", equalTo(false));
    }

    @Test
    void money_that_is_told_twice_closes_once() {
        play.delivered(Duration.ofHours(1));
        var id = play.inHands();
        play.rule(play.arbiter, id, "BUYER").statusCode(201);
        var event = play.refunded(id);
        play.probe.publish(event);
        play.refunded(id);
        play.frozen(id);
        play.freezeRefused(id, "ALREADY_REFUNDED");
        await().untilAsserted(() -> assertThat(parked(id)).isEqualTo("1"));
        assertThat(play.probe.awaitCount("bonafide.dispute.DisputeClosed.v1", id, 1))
                .hasSize(1);
        get(as(play.buyer, "member"), "/v1/disputes/" + id).body("stage", equalTo("CLOSED"));
    }

    @Test
    void an_order_that_is_released_while_we_ask_for_the_freeze_leaves_the_dispute_to_escrows_answer() {
        play.delivered(Duration.ofHours(1));
        var id = play.open("SNAD").extract().<String>path("disputeId");
        play.orderEvent("OrderReleased", Play.now(), data -> {});
        play.awaitOrder("RELEASED");
        get(as(play.buyer, "member"), "/v1/disputes/" + id).body("stage", equalTo("OPENING"));
        play.freezeRefused(id, "ACCEPTED_BY_BUYER");
        play.awaitStage(id, "NOT_OPENED");
        assertThat(parked(id)).isEqualTo("0");
    }

    private String parked(String disputeId) {
        return play.query("select count(*) from parked_fact where dispute_id = '" + disputeId + "'");
    }
}
