package dev.bonafide.gateway.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.Outgoing;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.config.LiveConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init")
class LiveTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SHIPPED = "bonafide.escrow.OrderShipped.v1";
    private static EventProbe probe;

    @TestHTTPResource
    URI gateway;

    @Inject
    LiveFeeds feeds;

    @Inject
    LiveConfig config;

    @Inject
    LiveReader reader;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final UUID account = UUID.randomUUID();
    private final UUID stranger = UUID.randomUUID();

    @BeforeAll
    static void connect() {
        probe = EventProbe.connect();
    }

    @AfterAll
    static void disconnect() {
        probe.close();
    }

    @BeforeEach
    void open() {
        await().atMost(20, TimeUnit.SECONDS).until(() -> feeds.isOpen());
    }

    @Test
    void aCallerHearsWhatConcernsItAndNothingElse() throws IOException {
        try (Listening buyer = listen(account, null);
                Listening other = listen(stranger, null)) {
            assertThat(buyer.head).contains("200 OK").containsIgnoringCase("content-type: text/event-stream");
            opening(buyer);
            opening(other);
            String foreign = shipped(UUID.randomUUID(), UUID.randomUUID());
            String asBuyer = shipped(account, UUID.randomUUID());
            String asSeller = shipped(stranger, account);
            Listening.Told first = told(buyer);
            assertThat(first.event()).isEqualTo("OrderShipped");
            JsonNode data = MAPPER.readTree(first.data());
            assertThat(List.of(data.path("id").asText(), id(told(buyer)))).containsExactlyInAnyOrder(asBuyer, asSeller);
            assertThat(data.path("type").asText()).isEqualTo(SHIPPED);
            assertThat(data.path("subject").asText())
                    .isEqualTo(data.at("/data/orderId").asText());
            assertThat(Instant.parse(data.path("time").asText())).isBefore(Instant.MAX);
            assertThat(id(told(other))).isEqualTo(asSeller).isNotEqualTo(foreign);
        }
    }

    @Test
    void whatTheRulesWeighStaysInsideAndACaseIsNotTold() throws IOException {
        try (Listening listening = listen(account, null)) {
            opening(listening);
            UUID decision = UUID.randomUUID();
            probe.publishUnchecked(
                    "risk.cases",
                    Outgoing.of(
                            "bonafide.risk.CaseOpened.v1", decision, Map.of("caseId", decision, "accountId", account)));
            probe.publishUnchecked(
                    "risk.decisions",
                    Outgoing.of(
                            "bonafide.risk.DecisionMade.v1",
                            decision,
                            Map.of(
                                    "decisionId",
                                    decision,
                                    "accountId",
                                    account,
                                    "outcome",
                                    "ALLOW",
                                    "score",
                                    12,
                                    "hits",
                                    List.of("secret"))));
            Listening.Told told = told(listening);
            assertThat(told.event()).isEqualTo("DecisionMade");
            assertThat(MAPPER.readTree(told.data()).path("data").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("decisionId", "accountId", "outcome");
        }
    }

    @Test
    void overTwentyCutsNothingIsLostAndNothingComesTwice() throws Exception {
        int count = 400;
        List<String> sent = new ArrayList<>();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int n = 0; n < count; n++) {
                UUID order = UUID.randomUUID();
                Outgoing event = n % 3 == 0
                        ? Outgoing.of(
                                "bonafide.escrow.OrderAccepted.v1",
                                order,
                                Map.of(
                                        "orderId",
                                        order,
                                        "listingId",
                                        order,
                                        "buyerId",
                                        account,
                                        "sellerId",
                                        stranger,
                                        "by",
                                        "BUYER",
                                        "at",
                                        "2026-11-06T09:00:00Z"))
                        : shippedEvent(order, stranger, account);
                probe.publish(event);
                if (n % 7 == 0) {
                    // A publisher that was killed between sending and forgetting sends again.
                    probe.publish(event);
                }
                sent.add(event.id());
            }
        });
        Random random = new Random(3);
        List<String> heard = new ArrayList<>();
        String last = null;
        int cuts = 0;
        boolean begins = true;
        while (heard.size() < count) {
            try (Listening listening = begins ? listen(account, "?from=start", null) : listen(account, last)) {
                begins = false;
                last = opening(listening);
                int until = cuts < 20 ? Math.min(count, heard.size() + random.nextInt(25)) : count;
                while (heard.size() < until) {
                    Listening.Told told = told(listening);
                    heard.add(id(told));
                    last = told.id();
                }
            }
            cuts++;
        }
        sending.get(20, TimeUnit.SECONDS);
        assertThat(cuts).isGreaterThan(20);
        assertThat(heard).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void anotherReplicaGoesOnWhereTheFirstWasCut() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            sent.add(shipped(account, stranger));
        }
        List<String> heard = new ArrayList<>();
        String last = null;
        try (Listening listening = listen(account, "?from=start", null)) {
            opening(listening);
            for (int n = 0; n < 23; n++) {
                Listening.Told told = told(listening);
                heard.add(id(told));
                last = told.id();
            }
        }
        Position position = Position.parse(String.valueOf(last)).orElseThrow();
        LiveFeeds other = new LiveFeeds(config, Clock.systemUTC(), new SimpleMeterRegistry());
        LiveFollower follower = new LiveFollower(config, other, reader, Clock.systemUTC());
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            follower.begin(consumer, feeds.log().orElseThrow());
            while (!other.isOpen()) {
                follower.step(consumer);
            }
        }
        AccountFeed feed = other.listen(account, () -> {}).orElseThrow();
        assertThat(other.reaches(feed, position)).isTrue();
        feed.from(0, Integer.MAX_VALUE).stream()
                .map(AccountFeed.Entry::event)
                .filter(event -> !position.covers(event))
                .forEach(event -> heard.add(event.id()));
        assertThat(heard).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void whoComesFromNowhereStartsOver() throws IOException {
        String before = shipped(account, stranger);
        await().until(() -> told(account) == 1);
        for (String unknown : List.of("hello", UUID.randomUUID().toString(), position(4711))) {
            try (Listening listening = listen(account, unknown)) {
                Listening.Told reset = listening.next();
                assertThat(reset).isNotNull();
                assertThat(reset.event()).isEqualTo("reset");
                assertThat(reset.id()).isNotNull();
                assertThat(id(told(listening))).isEqualTo(before);
            }
        }
    }

    @Test
    void whoBeginsHearsFromNowOn() throws IOException {
        shipped(account, stranger);
        await().until(() -> told(account) == 1);
        try (Listening listening = listen(account, null)) {
            String opening = opening(listening);
            String after = shipped(account, stranger);
            assertThat(id(told(listening))).isEqualTo(after);
            try (Listening again = listen(account, opening)) {
                opening(again);
                assertThat(id(told(again))).isEqualTo(after);
            }
        }
    }

    @Test
    void whoReadsTooSlowlyIsCutOffAndResumes() throws IOException {
        Set<String> sent = new HashSet<>();
        List<String> heard = new ArrayList<>();
        String last = null;
        boolean isCut = false;
        await().until(() -> streams() == 0);
        try (Listening slow = listen(account, "", null, 4096)) {
            last = opening(slow);
            String large = "x".repeat(60_000);
            for (int n = 0; n < 250; n++) {
                Outgoing event = Outgoing.of(
                        "bonafide.community.MessageSent.v1",
                        UUID.randomUUID(),
                        Map.of("accountId", account, "large", large));
                sent.add(event.id());
                probe.publishUnchecked("community.messages", event);
            }
            await().atMost(20, TimeUnit.SECONDS).until(() -> told(account) == 250);
            await().atMost(20, TimeUnit.SECONDS).until(() -> streams() == 0);
            for (Listening.Told told = slow.next(); told != null; told = slow.next()) {
                if ("end".equals(told.event())) {
                    assertThat(told.data()).contains("TOO_SLOW");
                    isCut = true;
                } else {
                    heard.add(id(told));
                    last = told.id();
                }
            }
        }
        assertThat(isCut).isTrue();
        assertThat(heard.size()).isLessThan(250);
        try (Listening again = listen(account, last)) {
            opening(again);
            while (heard.size() < 250) {
                heard.add(id(told(again)));
            }
        }
        assertThat(heard).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void anAccountHasOnlySoManyStreams() throws IOException {
        List<Listening> open = new ArrayList<>();
        try {
            for (int n = 0; n < 5; n++) {
                open.add(listen(account, null));
            }
            given().header("Authorization", "Bearer " + Tokens.member(account))
                    .get("/v1/live")
                    .then()
                    .statusCode(429)
                    .body("code", is("TOO_MANY_STREAMS"));
        } finally {
            for (Listening one : open) {
                one.close();
            }
        }
        await().until(() -> streams() == 0);
        try (Listening listening = listen(account, null)) {
            assertThat(listening.head).contains("200 OK");
        }
    }

    private double streams() {
        return meters.get("bonafide.live.streams").gauge().value();
    }

    private int told(UUID whose) {
        Runnable listener = () -> {};
        try {
            return feeds.listen(whose, listener)
                    .map(feed -> feed.from(0, Integer.MAX_VALUE).size())
                    .orElse(-1);
        } finally {
            feeds.leave(whose, listener);
        }
    }

    private static String position(int log) {
        return Position.before(log, Clock.systemUTC().instant()).text();
    }

    private static String opening(Listening listening) throws IOException {
        Listening.Told opening = told(listening);
        assertThat(opening.event()).isNull();
        return String.valueOf(opening.id());
    }

    private static Listening.Told told(Listening listening) throws IOException {
        Listening.Told told = listening.next();
        assertThat(told).isNotNull();
        return told;
    }

    private static String id(Listening.Told told) throws IOException {
        return MAPPER.readTree(String.valueOf(told.data())).path("id").asText();
    }

    private Listening listen(UUID who, @Nullable String lastEventId) throws IOException {
        return listen(who, "", lastEventId);
    }

    private Listening listen(UUID who, String query, @Nullable String lastEventId) throws IOException {
        return listen(who, query, lastEventId, 256 * 1024);
    }

    private Listening listen(UUID who, String query, @Nullable String lastEventId, int buffer) throws IOException {
        return new Listening(gateway, Tokens.member(who), lastEventId, query, buffer);
    }

    private static String shipped(UUID buyer, UUID seller) {
        return probe.publish(shippedEvent(UUID.randomUUID(), buyer, seller)).id();
    }

    private static Outgoing shippedEvent(UUID order, UUID buyer, UUID seller) {
        return Outgoing.of(
                SHIPPED,
                order,
                Map.of(
                        "orderId",
                        order,
                        "listingId",
                        order,
                        "buyerId",
                        buyer,
                        "sellerId",
                        seller,
                        "shipmentId",
                        order,
                        "at",
                        "2026-11-06T09:00:00Z"));
    }
}
