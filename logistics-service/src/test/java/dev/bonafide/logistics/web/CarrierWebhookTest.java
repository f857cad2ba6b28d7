package dev.bonafide.logistics.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.kit.webhook.WebhookSignature;
import dev.bonafide.logistics.carrier.sandbox.SandboxCarrier;
import dev.bonafide.logistics.desk.TrackingDesk;
import dev.bonafide.logistics.tracking.CarrierEvent;
import dev.bonafide.logistics.tracking.Observation;
import dev.bonafide.logistics.tracking.Proof;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class CarrierWebhookTest extends ServiceTest {

    @Inject
    TrackingDesk tracking;

    @Inject
    SandboxCarrier carrier;

    @Test
    void aMessageMovesTheParcelWithinFiveSecondsAndDispatchComesBeforeDelivery_G2() {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);
        webhook("m-" + UUID.randomUUID(), scan(number, "d1", "DLV", clock.instant()))
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(5)).until(() -> probe.count(DELIVERED, id) == 1);
        webhook(
                        "m-" + UUID.randomUUID(),
                        scan(number, "p1", "PUP", clock.instant().minusSeconds(60)))
                .then()
                .statusCode(200);
        await().untilAsserted(() -> shipment(deal.buyer(), id).body("tracking.code", hasItem("PICKED_UP")));
        var types = probe.all(id).stream().map(event -> event.type()).toList();
        assertThat(types.indexOf(DISPATCHED)).isPositive().isLessThan(types.indexOf(DELIVERED));
        assertThat(probe.count(DISPATCHED, id)).isEqualTo(1);
    }

    @Test
    void oneFlippedBitAnOldStampAMissingHeaderOrAnotherCarrierChangeNothing() {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);
        awaitStage(deal, id, "LABELLED");
        Instant now = clock.instant();
        String body = scan(number, "p1", "PUP", now);
        String good = WebhookSignature.sign(SECRET, "m-1", now, body);

        for (int place = 3; place < good.length() - 2; place += 7) {
            char[] flipped = good.toCharArray();
            flipped[place] = flipped[place] == 'A' ? 'B' : 'A';
            webhook("m-1", now, new String(flipped), body)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("WEBHOOK_SIGNATURE_INVALID"));
        }
        webhook("m-1", now, good, body.replace("PUP", "DLV")).then().statusCode(401);
        webhook("m-2", now, good, body).then().statusCode(401);
        Instant old = now.minus(Duration.ofMinutes(6));
        webhook("m-1", old, WebhookSignature.sign(SECRET, "m-1", old, body), body)
                .then()
                .statusCode(401)
                .body("code", equalTo("WEBHOOK_STALE"));
        given().body(body)
                .post("/v1/carrier-webhooks/sandbox")
                .then()
                .statusCode(401)
                .body("code", equalTo("WEBHOOK_HEADER_MISSING"));
        given().body(body).post("/v1/carrier-webhooks/pigeon").then().statusCode(404);

        shipment(deal.buyer(), id).body("stage", equalTo("LABELLED"));
    }

    @Test
    void aReplayIsAnsweredAndDoesNothing() throws Exception {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);
        String message = "m-" + UUID.randomUUID();
        String body = scan(number, "p1", "PUP", clock.instant());

        webhook(message, body).then().statusCode(200).body("repeated", equalTo(false));
        probe.await(DISPATCHED, id);
        awaitStage(deal, id, "MOVING");
        int revision = shipment(deal.buyer(), id).extract().path("revision");
        webhook(message, body).then().statusCode(200).body("repeated", equalTo(true));
        webhook("again-" + message, body).then().statusCode(200).body("repeated", equalTo(false));
        await().until(() -> count("select count(*) from carrier_message where handled_at is null") == 0);

        shipment(deal.buyer(), id).body("revision", equalTo(revision));
    }

    @Test
    void aNumberNobodyKnowsWaitsAndIsClaimedByItsSeller() throws Exception {
        Deal deal = funded();
        String number = number("SILENT");
        webhook("m-" + UUID.randomUUID(), scan(number, "p1", "PUP", clock.instant()))
                .then()
                .statusCode(200);
        await().until(() -> count("select count(*) from observation where number = '" + number + "'") == 1);

        UUID id = registered(deal, number);
        probe.await(DISPATCHED, id);
        shipment(deal.buyer(), id).body("stage", equalTo("MOVING"));
    }

    @Test
    void aNumberNobodyClaimsIsForgottenAfterThirtyDaysWithItsMessageAndAClaimedOneIsKept() throws Exception {
        Deal deal = funded();
        String claimed = number("SILENT");
        registered(deal, claimed);
        String unclaimed = number("SILENT");
        String message = "m-" + UUID.randomUUID();
        webhook(message, scan(unclaimed, "p1", "PUP", clock.instant())).then().statusCode(200);
        webhook("m-" + UUID.randomUUID(), scan(claimed, "p1", "PUP", clock.instant()))
                .then()
                .statusCode(200);
        await().until(() -> count("select count(*) from observation where number = '" + unclaimed + "'") == 1);

        move(Duration.ofDays(32));

        await().until(() -> count("select count(*) from observation where number = '" + unclaimed + "'") == 0);
        await().until(() -> count("select count(*) from carrier_message where message_id = '" + message + "'") == 0);
        assertThat(count("select count(*) from observation where number = '" + claimed + "'"))
                .isPositive();
    }

    @Test
    void anUnknownCodeIsShownAndMovesNothing() {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);
        awaitStage(deal, id, "LABELLED");
        webhook("m-" + UUID.randomUUID(), scan(number, "x1", "X99", clock.instant()))
                .then()
                .statusCode(200);

        await().untilAsserted(
                        () -> shipment(deal.buyer(), id).body("tracking.code", contains("LABEL_CREATED", "UNKNOWN")));
        shipment(deal.buyer(), id).body("stage", equalTo("LABELLED")).body("tracking[1].raw.code", equalTo("X99"));
    }

    @Test
    void aSignedMessageThatCannotBeReadIsKeptAndHoldsUpNothing() throws Exception {
        String message = "m-" + UUID.randomUUID();
        webhook(message, "{\"events\": [{\"number\": 7").then().statusCode(200);
        await().until(() -> count("select count(*) from carrier_message where outcome = 'UNREADABLE' and message_id = '"
                        + message + "'")
                == 1);
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsNotTaken() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /v1/carrier-webhooks/sandbox HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 1048577\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aScanFromBeforeThePaymentStartsNoClock() {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);
        Instant longBefore = clock.instant().minus(Duration.ofDays(20));
        webhook("m-" + UUID.randomUUID(), scan(number, "d1", "DLV", longBefore))
                .then()
                .statusCode(200);

        await().untilAsserted(() -> shipment(deal.buyer(), id).body("tracking.code", hasItem("DELIVERED")));
        awaitStage(deal, id, "LABELLED");
        assertThat(probe.count(DELIVERED, id)).isZero();
    }

    @Test
    void eightHandlersSideBySideEndWithOneViewAndSayEachMilestoneOnce() throws Exception {
        Deal deal = funded();
        String number = number("SILENT");
        UUID id = registered(deal, number);
        awaitStage(deal, id, "LABELLED");
        Instant start = clock.instant().minusSeconds(600);
        List<Observation> all = new ArrayList<>();
        for (String code : List.of("PUP", "TRN", "ARR", "OFD", "DLV", "TRN")) {
            all.add(Observation.of(
                    "SANDBOX",
                    new CarrierEvent(
                            number,
                            "e" + all.size(),
                            code,
                            null,
                            null,
                            start.plusSeconds(60L * all.size()),
                            "310100",
                            null,
                            Proof.NONE),
                    carrier.map()));
        }
        var together = new CyclicBarrier(8);
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int handler = 0; handler < 8; handler++) {
                List<Observation> mine = new ArrayList<>(all);
                Collections.shuffle(mine, new Random(handler));
                running.add(threads.submit(() -> {
                    together.await();
                    for (Observation one : mine) {
                        transactions
                                .runApart(session -> tracking.observe(session, List.of(one), clock.instant()))
                                .await()
                                .atMost(Duration.ofSeconds(20));
                    }
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        }

        shipment(deal.buyer(), id)
                .body("stage", equalTo("DELIVERED"))
                .body("revision", equalTo(8))
                .body(
                        "tracking.code",
                        contains(
                                "PICKED_UP",
                                "IN_TRANSIT",
                                "ARRIVED",
                                "OUT_FOR_DELIVERY",
                                "DELIVERED",
                                "IN_TRANSIT",
                                "LABEL_CREATED"));
        probe.await(DELIVERED, id);
        assertThat(probe.count(DISPATCHED, id)).isEqualTo(1);
        assertThat(probe.count(DELIVERED, id)).isEqualTo(1);
    }

    @Test
    void theDatabaseRefusesARevisionThatGoesBackAndAnObservationThatChanges() throws Exception {
        Deal deal = funded();
        UUID id = registered(deal, number("SILENT"));
        awaitStage(deal, id, "LABELLED");

        assertThat(refused("update shipment set revision = revision - 1 where shipment_id = '" + id + "'"))
                .isTrue();
        assertThat(refused("update observation set code = 'DELIVERED'")).isTrue();
        assertThat(refused("delete from label_read")).isTrue();
    }

    private boolean refused(String statement) throws Exception {
        try (var connection = database.getConnection();
                var update = connection.createStatement()) {
            update.executeUpdate(statement);
            return false;
        } catch (SQLException refusal) {
            return true;
        }
    }

    private long count(String query) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
