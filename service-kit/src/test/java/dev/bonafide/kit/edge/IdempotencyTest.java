package dev.bonafide.kit.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.idempotency.Idempotency;
import dev.bonafide.kit.idempotency.IdempotentRequest;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class IdempotencyTest {

    private static final String BODY = "{\"title\":\"a phone\",\"quantity\":1}";

    @Inject
    Transactions transactions;

    @Inject
    Idempotency idempotency;

    @Inject
    Clock clock;

    private final UUID account = UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @Test
    void aRepeatGetsTheFirstAnswerToTheLetter() {
        Response first = post(account, key, BODY);
        Response again = post(account, key, "{ \"quantity\": 1, \"title\": \"a phone\" }");

        first.then().statusCode(201).header("Idempotency-Replayed", nullValue()).header("ETag", "\"1\"");
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"))
                .header("ETag", first.header("ETag"))
                .contentType(ContentType.JSON);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(effects(account)).isEqualTo(1);
    }

    @Test
    void whoeverIsAnsweredByAnotherWhileWorkingFindsThatAnswerAndHasNoEffect() {
        var path = "/edge/orders";
        var model = IdempotentRequest.of(account.toString(), key + "-model", "POST", path, null);
        var asked = IdempotentRequest.of(account.toString(), key, "POST", path, null);
        Things.await(idempotency.once(model, session -> Uni.createFrom().item(Answer.ok("first"))));
        var tries = new AtomicInteger();

        var response = Things.await(idempotency.once(
                asked,
                session -> transactions
                        .runApart(other -> other.createNativeQuery("""
                                        insert into idempotent_answer
                                        select subject, :key, request_hash, status, headers, body, answered_at
                                          from idempotent_answer where subject = :subject and key = :model""")
                                .setParameter("key", key)
                                .setParameter("subject", account.toString())
                                .setParameter("model", key + "-model")
                                .executeUpdate())
                        .invoke(tries::incrementAndGet)
                        .replaceWith(Answer.ok("second"))));

        assertThat(tries).hasValue(1);
        assertThat(response.getEntity()).isEqualTo("\"first\"");
        assertThat(response.getHeaderString(Idempotency.REPLAYED_HEADER)).isEqualTo("true");
    }

    @Test
    void ofManyAtOnceOneTakesEffectAndTheOthersHearTheSameOrThatItIsUnderWay() throws Exception {
        List<Future<Response>> asked = new ArrayList<>();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(64)) {
            for (int i = 0; i < 64; i++) {
                asked.add(threads.submit(() -> {
                    start.await();
                    return post(account, key, BODY);
                }));
            }
            start.countDown();
        }
        List<String> bodies = new ArrayList<>();
        int fresh = 0;
        for (Future<Response> one : asked) {
            Response answer = one.get();
            if (answer.statusCode() == 201) {
                bodies.add(answer.asString());
                fresh += answer.header("Idempotency-Replayed") == null ? 1 : 0;
            } else {
                answer.then().statusCode(409).body("code", equalTo("IDEMPOTENCY_KEY_IN_FLIGHT"));
            }
        }
        assertThat(fresh).isEqualTo(1);
        assertThat(bodies).isNotEmpty().allMatch(body -> body.equals(bodies.getFirst()));
        assertThat(effects(account)).isEqualTo(1);
        assertThat(post(account, key, BODY).asString()).isEqualTo(bodies.getFirst());
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        post(account, key, BODY).then().statusCode(201);
        post(account, key, BODY.replace("phone", "drone"))
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(effects(account)).isEqualTo(1);
    }

    @Test
    void keysOfTwoAccountsNeverMeet() {
        UUID other = UUID.randomUUID();
        String first = post(account, key, BODY).then().statusCode(201).extract().path("id");
        String second = post(other, key, BODY).then().statusCode(201).extract().path("id");
        assertThat(second).isNotEqualTo(first);
        assertThat(effects(other)).isEqualTo(1);
    }

    @Test
    void aRefusalIsAnAnswerAndStays() {
        String body = "{\"title\":\"refuse\",\"quantity\":1}";
        Response first = post(account, key, body);
        Response again = post(account, key, body);
        first.then().statusCode(409).body("allowed", contains("CANCEL")).contentType("application/problem+json");
        again.then()
                .statusCode(409)
                .header("Idempotency-Replayed", "true")
                .header("Content-Language", "en")
                .contentType("application/problem+json");
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "end"})
    void aFailureKeepsNothingAndTheKeyMayBeTriedAgain(String how) {
        String body = "{\"title\":\"" + how + "\",\"quantity\":1}";
        int status = how.equals("fail") ? 500 : 404;
        post(account, key, body).then().statusCode(status);
        post(account, key, body).then().statusCode(status).header("Idempotency-Replayed", nullValue());
        assertThat(effects(account)).isZero();
        post(account, key, BODY).then().statusCode(201);
    }

    @Test
    void withoutAKeyNothingIsDone() {
        post(account, null, BODY)
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MISSING"))
                .body("errors.parameter", contains("Idempotency-Key"));
        assertThat(effects(account)).isZero();
    }

    @Test
    void anUnsoundKeyIsRefused() {
        for (String unsound : List.of("a b", "a\"b", "钥匙", "k".repeat(129))) {
            post(account, unsound, BODY).then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_INVALID"));
        }
        post(account, "k".repeat(128), BODY).then().statusCode(201);
    }

    @Test
    void answersAreForgottenAfterTheirTimeButNotBeforeAWeek() {
        post(account, key, BODY).then().statusCode(201);
        UUID old = UUID.randomUUID();
        post(old, key, BODY).then().statusCode(201);
        await(transactions.run(session -> session.createNativeQuery(
                        "update idempotent_answer set answered_at = answered_at - interval '8 days' where subject = :old")
                .setParameter("old", old.toString())
                .executeUpdate()));

        assertThatThrownBy(() -> idempotency.purgeOlderThan(clock.instant().minus(Duration.ofDays(6))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(await(idempotency.purgeOlderThan(clock.instant().minus(Duration.ofDays(7)))))
                .isEqualTo(1);

        post(account, key, BODY).then().statusCode(201).header("Idempotency-Replayed", "true");
        post(old, key, BODY).then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    private static Response post(UUID account, @Nullable String key, String body) {
        var request = given().auth()
                .oauth2(Tokens.member(account))
                .contentType(ContentType.JSON)
                .body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .when()
                .post("/edge/orders");
    }

    private int effects(UUID account) {
        return await(transactions.run(session -> session.createNativeQuery(
                                "select coalesce(sum(count), 0) from thing where id = :id", Long.class)
                        .setParameter("id", account)
                        .getSingleResult()))
                .intValue();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
