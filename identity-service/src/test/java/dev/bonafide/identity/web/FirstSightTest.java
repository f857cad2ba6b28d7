package dev.bonafide.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.identity.events.RightsChangedV1;
import dev.bonafide.identity.events.ScoreRecomputedV1;
import dev.bonafide.identity.events.TrustCardChangedV1;
import dev.bonafide.identity.events.UserRegisteredV1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class FirstSightTest {

    @Test
    void whoever_calls_with_a_token_has_an_account_of_the_lowest_level_and_everybody_hears_of_it() {
        Person person = Person.member();
        person.asks()
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("accountId", equalTo(person.id().toString()))
                .body("level", equalTo("L0"))
                .body("language", equalTo("zh-CN"))
                .body("score", equalTo(600))
                .body("rights.maxOrder.amountMinor", equalTo(0))
                .body("rights.publishPerDay", equalTo(0))
                .body("rights.policyVersion", equalTo("2026-11-01"))
                .body("verifications", empty());
        try (EventProbe probe = EventProbe.connect()) {
            assertThat(probe.await(UserRegisteredV1.TYPE, person.id()).text("language"))
                    .isEqualTo("zh-CN");
            assertThat(probe.await(RightsChangedV1.TYPE, person.id()).text("level"))
                    .isEqualTo("L0");
            assertThat(probe.await(ScoreRecomputedV1.TYPE, person.id()).text("score"))
                    .isEqualTo("600");
            assertThat(probe.await(TrustCardChangedV1.TYPE, person.id()).text("scoreBand"))
                    .isEqualTo("<650");
        }
    }

    @Test
    void of_fifty_first_calls_at_once_one_registers() throws Exception {
        Person person = Person.member();
        Callable<Integer> call = () -> person.asks().get("/v1/me").statusCode();
        try (var callers = Executors.newFixedThreadPool(50)) {
            List<Future<Integer>> calls =
                    callers.invokeAll(IntStream.range(0, 50).mapToObj(i -> call).toList());
            for (Future<Integer> answered : calls) {
                assertThat(answered.get()).isEqualTo(200);
            }
        }
        try (EventProbe probe = EventProbe.connect()) {
            probe.await(TrustCardChangedV1.TYPE, person.id());
            assertThat(probe.count(UserRegisteredV1.TYPE, person.id())).isOne();
            assertThat(probe.count(RightsChangedV1.TYPE, person.id())).isOne();
            assertThat(probe.count(ScoreRecomputedV1.TYPE, person.id())).isOne();
            assertThat(probe.count(TrustCardChangedV1.TYPE, person.id())).isOne();
        }
    }

    @Test
    void the_language_is_the_one_asked_for_first_and_can_be_changed() {
        Person person = Person.member();
        person.asks()
                .header("Accept-Language", "en-GB,en;q=0.9")
                .get("/v1/me")
                .then()
                .body("language", equalTo("en"));
        person.asks()
                .body(Map.of("language", "zh-CN"))
                .put("/v1/me")
                .then()
                .statusCode(200)
                .body("language", equalTo("zh-CN"));
        person.asks()
                .body(Map.of("language", "fr"))
                .put("/v1/me")
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"))
                .body("errors[0].pointer", equalTo("/language"))
                .body("errors[0].code", equalTo("UNKNOWN_LANGUAGE"));
        person.asks().get("/v1/me").then().body("language", equalTo("zh-CN"));
    }

    @Test
    void reading_of_somebody_else_registers_the_reader_too() {
        Person reader = Person.member();
        reader.asks().get("/v1/users/{id}/trust-card", UUID.randomUUID()).then().statusCode(404);
        try (EventProbe probe = EventProbe.connect()) {
            probe.await(UserRegisteredV1.TYPE, reader.id());
        }
    }

    @Test
    void without_a_sound_token_there_is_nothing() {
        UUID id = UUID.randomUUID();
        given().get("/v1/me").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        given().auth().oauth2(Tokens.expired(id)).get("/v1/me").then().statusCode(401);
        given().auth().oauth2(Tokens.signedByOther(id)).get("/v1/me").then().statusCode(401);
        given().auth().oauth2(Tokens.wrongAudience(id)).get("/v1/me").then().statusCode(401);
        given().get("/v1/users/{id}/score", id).then().statusCode(401);
        given().get("/v1/sandbox/messages").then().statusCode(401);
        Person.member().asks().get("/v1/users/{id}/score", id).then().statusCode(404);
    }
}
