package dev.bonafide.dispute.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.Outgoing;
import dev.bonafide.fixtures.Tokens;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plays the people of one order and the escrow service that holds its money. */
final class Play implements AutoCloseable {
    final EventProbe probe = EventProbe.connect();
    final UUID orderId = UUID.randomUUID();
    final UUID buyer = UUID.randomUUID();
    final UUID seller = UUID.randomUUID();
    final UUID arbiter = UUID.randomUUID();
    private final DataSource database;

    Play(DataSource database) {
        this.database = database;
    }

    /** The parcel has been handed over this long ago, and is looked at for seven days. */
    Play delivered(Duration ago) {
        var at = now().minus(ago);
        orderEvent(
                "OrderInspectionStarted",
                at,
                data -> data.put("deliveredAt", at.toString())
                        .put("autoConfirmAt", at.plus(Duration.ofDays(7)).toString())
                        .remove("at"));
        return awaitOrder("INSPECTION");
    }

    /** The parcel has been on its way for this long. */
    Play shipped(Duration ago) {
        var at = now().minus(ago);
        orderEvent("OrderShipped", at, data -> data.put("at", at.toString()));
        return awaitOrder("SHIPPED");
    }

    Outgoing orderEvent(String event, Instant at, Consumer<ObjectNode> facts) {
        var type = "bonafide.escrow." + event + ".v1";
        var data = Contracts.sample(type);
        data.put("orderId", orderId.toString()).put("buyerId", buyer.toString()).put("sellerId", seller.toString());
        data.remove("disputeId");
        if (data.has("at")) {
            data.put("at", at.toString());
        }
        facts.accept(data);
        return probe.publish(Outgoing.of(type, orderId, data).time(at));
    }

    Outgoing frozen(String disputeId) {
        return orderEvent("OrderFrozen", now(), data -> data.put("disputeId", disputeId));
    }

    Outgoing freezeRefused(String disputeId, String code) {
        return orderEvent(
                "OrderFreezeRefused",
                now(),
                data -> data.put("disputeId", disputeId).put("reason", code));
    }

    Outgoing refunded(String disputeId) {
        return orderEvent("OrderRefunded", now(), data -> data.put("disputeId", disputeId));
    }

    Outgoing released(String disputeId) {
        return orderEvent("OrderReleased", now(), data -> data.put("disputeId", disputeId));
    }

    Play awaitOrder(String stage) {
        await().untilAsserted(
                        () -> assertThat(query("select stage from disputable_order where order_id = '" + orderId + "'"))
                                .isEqualTo(stage));
        return this;
    }

    ValidatableResponse open(String reason) {
        return post(buyer, "/v1/disputes", Map.of("orderId", orderId, "reason", reason, "text", "屏幕有坏点"));
    }

    /** A dispute whose money is frozen. */
    String queued() {
        var id = open("SNAD").statusCode(201).extract().<String>path("disputeId");
        frozen(id);
        awaitStage(id, "QUEUED");
        return id;
    }

    /** A dispute the arbiter has taken. */
    String inHands() {
        var id = queued();
        post(as(arbiter, "arbiter"), "/v1/disputes/" + id + "/assignment", null).statusCode(200);
        return id;
    }

    ValidatableResponse rule(UUID by, String disputeId, String outcome) {
        return post(
                as(by, "arbiter"),
                "/v1/disputes/" + disputeId + "/rulings",
                Map.of("outcome", outcome, "reasons", "照片显示屏幕有坏点。"));
    }

    ValidatableResponse say(UUID by, String disputeId, String text) {
        return post(by, "/v1/disputes/" + disputeId + "/evidence", Map.of("text", text));
    }

    Response upload(UUID by, String disputeId, String contentType, byte[] content) {
        return as(by, "member")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(contentType)
                .body(content)
                .post("/v1/disputes/" + disputeId + "/evidence");
    }

    void awaitStage(String disputeId, String stage) {
        await().untilAsserted(() -> assertThat(query("select stage from dispute where id = '" + disputeId + "'"))
                .isEqualTo(stage));
    }

    static ValidatableResponse get(RequestSpecification who, String path) {
        return who.get(path).then();
    }

    static ValidatableResponse post(UUID who, String path, @Nullable Object body) {
        return post(as(who, "member"), path, body);
    }

    static ValidatableResponse post(RequestSpecification who, String path, @Nullable Object body) {
        who.header("Idempotency-Key", UUID.randomUUID().toString());
        return (body == null ? who : who.contentType("application/json").body(body))
                .post(path)
                .then();
    }

    static RequestSpecification as(UUID account, String... roles) {
        return given().auth().oauth2(Tokens.of(account, roles));
    }

    /** Bytes that begin as a JPEG does. */
    static byte[] photo(int size) {
        var photo = new byte[Math.max(size, 4)];
        Arrays.fill(photo, (byte) 7);
        photo[0] = (byte) 0xFF;
        photo[1] = (byte) 0xD8;
        photo[2] = (byte) 0xFF;
        return photo;
    }

    /** Business time of the service. */
    static Instant now() {
        return Instant.parse(as(UUID.randomUUID(), "operator")
                .get("/sandbox/clock")
                .then()
                .extract()
                .path("now"));
    }

    static void moveClock(Duration by) {
        Number offset = as(UUID.randomUUID(), "operator")
                .get("/sandbox/clock")
                .then()
                .extract()
                .path("offsetMillis");
        as(UUID.randomUUID(), "operator")
                .contentType("application/json")
                .body(Map.of("offsetMillis", offset.longValue() + by.toMillis()))
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
    }

    String query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void execute(String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        probe.close();
    }
}
