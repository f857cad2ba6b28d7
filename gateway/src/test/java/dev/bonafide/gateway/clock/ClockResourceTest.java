package dev.bonafide.gateway.clock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.gateway.GatewayStack;
import dev.bonafide.gateway.StubService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@QuarkusTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init")
class ClockResourceTest {

    private static final List<String> SERVICES =
            List.of("identity", "listing", "escrow", "dispute", "risk", "logistics", "community");

    private final Map<String, StubService> stubs = new LinkedHashMap<>();
    private final Map<String, Scripted> services = new LinkedHashMap<>();
    private final List<String> fired = new CopyOnWriteArrayList<>();
    private final String operator = Tokens.of(UUID.randomUUID(), "operator");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    /** The clock of one service, with timers that fire when they are asked for after they are due. */
    private final class Scripted {
        final String name;
        final ConcurrentSkipListSet<Instant> timers = new ConcurrentSkipListSet<>();
        volatile long offset;
        volatile int pollsToFire;
        volatile List<String> groups = List.of();

        Scripted(String name) {
            this.name = name;
        }

        void answer(HttpServerRequest request) {
            if (!"/sandbox/clock".equals(request.path())) {
                request.response().setStatusCode(404).end();
            } else if (request.method().equals(HttpMethod.PUT)) {
                request.body().onSuccess(body -> {
                    offset = Math.max(offset, body.toJsonObject().getLong("offsetMillis"));
                    tell(request);
                });
            } else {
                tell(request);
            }
        }

        private void tell(HttpServerRequest request) {
            Instant now = Clock.systemUTC().instant().plusMillis(offset);
            if (!timers.isEmpty() && !timers.first().isAfter(now) && pollsToFire-- <= 0) {
                timers.pollFirst();
                fired.add(name);
            }
            JsonObject work = new JsonObject()
                    .put("now", now.toString())
                    .put("offsetMillis", offset)
                    .put("dueTimers", timers.headSet(now, true).size())
                    .put("outboxWaiting", 0)
                    .put("consumerGroups", groups)
                    .put("somethingNew", true);
            if (!timers.isEmpty()) {
                work.put("nextTimerDueAt", timers.first().toString());
            }
            request.response().putHeader("Content-Type", "application/json").end(work.toBuffer());
        }
    }

    @BeforeEach
    void start() {
        for (String service : SERVICES) {
            Scripted scripted = new Scripted(service);
            services.put(service, scripted);
            stubs.put(service, StubService.start(service).answer(scripted::answer));
        }
    }

    @AfterEach
    void stop() {
        stubs.values().forEach(StubService::close);
    }

    @Test
    void theClockOfAllServicesMovesTogetherAndTimersFireInOrder() {
        Instant start = Clock.systemUTC().instant();
        service("listing").timers.add(start.plus(Duration.ofDays(3)));
        service("escrow").timers.add(start.plus(Duration.ofDays(2)));
        service("escrow").pollsToFire = 4;
        service("logistics").timers.add(start.plus(Duration.ofDays(1)));
        service("risk").timers.add(start.plus(Duration.ofDays(30)));
        move("{\"advance\":\"P7D\"}").statusCode(200).body("timersSteps", is(3));
        assertThat(fired).containsExactly("logistics", "escrow", "listing");
        assertThat(services.values())
                .allSatisfy(service ->
                        assertThat(service.offset).isEqualTo(Duration.ofDays(7).toMillis()));
        given().header("Authorization", "Bearer " + operator)
                .get("/v1/sandbox/clock")
                .then()
                .statusCode(200)
                .body("offset", is("PT168H"))
                .body("offsetMillis", is(604_800_000))
                .body("services", hasSize(7));
    }

    @Test
    void theClockGoesToAMoment() {
        Instant to = Clock.systemUTC().instant().plus(Duration.ofDays(2));
        move("{\"to\":\"" + to + "\"}")
                .statusCode(200)
                .body("to", startsWith(to.toString().substring(0, 19)));
    }

    @Test
    void whatAGroupHasNotReadIsWaitedFor() throws Exception {
        String topic = "clock-test-" + UUID.randomUUID();
        String group = "clock-group-" + UUID.randomUUID();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka),
                        new StringSerializer(),
                        new StringSerializer());
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", kafka, "group.id", group, "enable.auto.commit", false),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "k", "v")).get();
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)));
            service("escrow").groups = List.of(group, "a-group-that-never-was");
            CompletableFuture<Integer> moving = CompletableFuture.supplyAsync(
                    () -> move("{\"advance\":\"PT1H\"}").extract().statusCode());
            int before = stub("escrow").heard().size();
            await().atMost(4, TimeUnit.SECONDS)
                    .until(() -> stub("escrow").heard().size() > before + 10);
            assertThat(moving).isNotDone();
            assertThat(service("escrow").offset).isZero();
            move("{\"advance\":\"PT1H\"}").statusCode(409).body("code", is("CLOCK_MOVING"));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(1)));
            assertThat(moving.get(10, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(service("escrow").offset).isEqualTo(Duration.ofHours(1).toMillis());
        }
    }

    @Test
    void whoDoesNotComeToRestIsNamed() {
        service("dispute").timers.add(Clock.systemUTC().instant().plus(Duration.ofHours(1)));
        service("dispute").pollsToFire = Integer.MAX_VALUE;
        move("{\"advance\":\"PT2H\"}")
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", is("CLOCK_NOT_SETTLED"))
                .body("busy", hasItem("dispute: timers due: 1"));
    }

    @Test
    void aServiceThatIsDownIsNamedBeforeAnythingMoves() {
        stub("risk").stop();
        move("{\"advance\":\"P1D\"}")
                .statusCode(503)
                .body("code", is("SERVICE_UNAVAILABLE"))
                .body("parts", is(List.of("risk")));
        assertThat(services.values())
                .allSatisfy(service -> assertThat(service.offset).isZero());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                  | 422 | VALIDATION_FAILED",
                "{\"advance\":\"P1D\",\"to\":\"2030-01-01T00:00:00Z\"} | 422 | VALIDATION_FAILED",
                "{\"advance\":\"soon\"}                              | 422 | VALIDATION_FAILED",
                "{\"to\":\"tomorrow\"}                               | 422 | VALIDATION_FAILED",
                "{\"advance\":\"-P1D\"}                              | 422 | CLOCK_NOT_AHEAD",
                "{\"to\":\"2020-01-01T00:00:00Z\"}                   | 422 | CLOCK_NOT_AHEAD",
                "{\"advance\":\"P401D\"}                             | 422 | CLOCK_TOO_FAR",
                "{\"advance\":                                       | 400 | MALFORMED_JSON",
                "{\"advnce\":\"P1D\"}                                | 422 | UNKNOWN_FIELD"
            })
    void aWishThatMakesNoSenseIsRefusedAndNothingMoves(String wish, int status, String code) {
        move(wish.strip())
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", is(code));
        assertThat(services.values())
                .allSatisfy(service -> assertThat(service.offset).isZero());
    }

    private Scripted service(String name) {
        return Objects.requireNonNull(services.get(name));
    }

    private StubService stub(String name) {
        return Objects.requireNonNull(stubs.get(name));
    }

    private ValidatableResponse move(String wish) {
        return given().header("Authorization", "Bearer " + operator)
                .contentType("application/json")
                .body(wish)
                .post("/v1/sandbox/clock")
                .then();
    }

    @Test
    void servicesAreAskedWithTheTokenOfTheOperator() {
        given().header("Authorization", "Bearer " + operator)
                .get("/v1/sandbox/clock")
                .then()
                .statusCode(200);
        assertThat(stub("community").last().uri()).isEqualTo("/sandbox/clock");
        assertThat(stub("community").last().headers().get("Authorization")).isEqualTo("Bearer " + operator);
    }
}
