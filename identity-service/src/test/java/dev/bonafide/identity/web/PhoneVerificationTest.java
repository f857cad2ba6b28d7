package dev.bonafide.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.bonafide.fixtures.Event;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.identity.events.RightsChangedV1;
import dev.bonafide.identity.events.ScoreRecomputedV1;
import dev.bonafide.identity.events.TrustCardChangedV1;
import dev.bonafide.identity.events.TrustLevelChangedV1;
import dev.bonafide.identity.events.VerificationCompletedV1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class PhoneVerificationTest {

    @Test
    void I_1_the_code_from_the_phone_proves_it_and_raises_level_rights_score_and_card() {
        Person person = Person.member();
        String phone = Person.newPhone();
        String verification = person.startsPhone(phone)
                .statusCode(202)
                .body("stage", equalTo("CHALLENGED"))
                .body("kind", equalTo("PHONE"))
                .body("attemptsLeft", equalTo(5))
                .extract()
                .path("verificationId");
        person.asks()
                .get("/v1/sandbox/messages")
                .then()
                .body("items", hasSize(1))
                .body("items[0].phone", equalTo(phone));

        person.answers(verification, person.wrongCode())
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("WRONG_CODE"))
                .body("attemptsLeft", equalTo(4));
        person.answers(verification, person.lastCode())
                .statusCode(200)
                .body("stage", equalTo("VERIFIED"))
                .body("verifiedAt", notNullValue());
        person.answers(verification, "999999").statusCode(200).body("stage", equalTo("VERIFIED"));

        person.asks()
                .get("/v1/me")
                .then()
                .body("level", equalTo("L1"))
                .body("score", equalTo(610))
                .body("rights.maxOrder.amountMinor", equalTo(200_000))
                .body("rights.publishPerDay", equalTo(3));
        try (EventProbe probe = EventProbe.connect()) {
            probe.await(
                    VerificationCompletedV1.TYPE,
                    person.id(),
                    data -> data.path("kind").asText().equals("PHONE"));
            Event level = probe.await(TrustLevelChangedV1.TYPE, person.id());
            assertThat(level.text("from")).isEqualTo("L0");
            assertThat(level.text("to")).isEqualTo("L1");
            Event rights = probe.await(
                    RightsChangedV1.TYPE,
                    person.id(),
                    data -> data.path("level").asText().equals("L1"));
            assertThat(rights.text("/maxOrder/amountMinor")).isEqualTo("200000");
            assertThat(rights.text("payoutDelayDays")).isEqualTo("7");
            Event score = probe.await(ScoreRecomputedV1.TYPE, person.id(), data -> data.has("previousScore"));
            assertThat(score.text("score")).isEqualTo("610");
            assertThat(score.text("previousScore")).isEqualTo("600");
            Event card = probe.await(
                    TrustCardChangedV1.TYPE,
                    person.id(),
                    data -> data.path("level").asText().equals("L1"));
            assertThat(card.data().path("badges").get(0).asText()).isEqualTo("PHONE_VERIFIED");
            assertThat(probe.count(VerificationCompletedV1.TYPE, person.id())).isOne();
        }
    }

    @Test
    void I_1_of_a_hundred_guesses_at_once_every_one_counts_and_the_fifth_locks_for_a_day() throws Exception {
        Person person = Person.member();
        String phone = Person.newPhone();
        String verification =
                person.startsPhone(phone).statusCode(202).extract().path("verificationId");
        String right = person.lastCode();
        String wrong = person.wrongCode();

        List<Response> answers = new ArrayList<>();
        Callable<Response> guess = () ->
                person.orders().body(Map.of("code", wrong)).post("/v1/me/verifications/{id}/answer", verification);
        try (var guessers = Executors.newFixedThreadPool(20)) {
            for (Future<Response> answered : guessers.invokeAll(
                    IntStream.range(0, 100).mapToObj(i -> guess).toList())) {
                answers.add(answered.get());
            }
        }
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 422)
                        .map(answer -> answer.<Integer>path("attemptsLeft")))
                .containsExactlyInAnyOrder(4, 3, 2, 1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 429))
                .hasSize(96);

        person.answers(verification, right)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("VERIFICATION_LOCKED"));
        person.startsPhone(phone).statusCode(429).body("code", equalTo("VERIFICATION_LOCKED"));
        assertThat(person.stage(verification)).isEqualTo("LOCKED");

        Person.wait(Duration.ofHours(24));
        await().until(() -> person.stage(verification), equalTo("NONE"));
        person.provesPhone(phone);
    }

    @Test
    void a_code_is_not_sent_again_within_a_minute_and_asking_again_buys_no_more_guesses() {
        Person person = Person.member();
        String phone = Person.newPhone();
        String verification =
                person.startsPhone(phone).statusCode(202).extract().path("verificationId");
        String first = person.lastCode();
        person.answers(verification, person.wrongCode()).statusCode(422).body("attemptsLeft", equalTo(4));
        person.startsPhone(phone).statusCode(202).body("attemptsLeft", equalTo(4));
        person.asks().get("/v1/sandbox/messages").then().body("items", hasSize(1));
        person.startsPhone(Person.newPhone())
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("CODE_JUST_SENT"));

        Person.wait(Duration.ofSeconds(61));
        person.startsPhone(phone).statusCode(202).body("attemptsLeft", equalTo(4));
        person.asks().get("/v1/sandbox/messages").then().body("items", hasSize(2));
        if (!first.equals(person.lastCode())) {
            person.answers(verification, first).statusCode(422).body("attemptsLeft", equalTo(3));
        }
        person.answers(verification, person.lastCode()).statusCode(200);
    }

    @Test
    void a_code_is_good_for_ten_minutes() {
        Person person = Person.member();
        String phone = Person.newPhone();
        String verification =
                person.startsPhone(phone).statusCode(202).extract().path("verificationId");
        String code = person.lastCode();
        Person.wait(Duration.ofMinutes(10));
        await().until(() -> person.stage(verification), equalTo("EXPIRED"));
        person.answers(verification, code)
                .statusCode(409)
                .body("code", equalTo("VERIFICATION_WRONG_STAGE"))
                .body("stage", equalTo("EXPIRED"));
        person.provesPhone(phone);
    }

    @Test
    void a_phone_of_somebody_else_is_challenged_like_any_other_and_refused_only_to_who_holds_it() {
        String phone = Person.newPhone();
        Person.member().provesPhone(phone);
        Person second = Person.member();
        String verification = second.startsPhone(phone)
                .statusCode(202)
                .body("stage", equalTo("CHALLENGED"))
                .extract()
                .path("verificationId");
        second.answers(verification, second.lastCode())
                .statusCode(409)
                .body("code", equalTo("IDENTITY_ALREADY_BOUND"))
                .body("kind", equalTo("PHONE"));
        assertThat(second.stage(verification)).isEqualTo("REFUSED");
        second.asks().get("/v1/me").then().body("level", equalTo("L0"));
    }

    @Test
    void a_verification_of_somebody_else_is_not_there_and_neither_are_their_messages() {
        Person owner = Person.member();
        String verification =
                owner.startsPhone(Person.newPhone()).statusCode(202).extract().path("verificationId");
        String code = owner.lastCode();
        Person other = Person.member();
        other.asks().get("/v1/me/verifications/{id}", verification).then().statusCode(404);
        other.answers(verification, code).statusCode(404).body("code", equalTo("NOT_FOUND"));
        other.asks().get("/v1/sandbox/messages").then().statusCode(200).body("items", hasSize(0));
        assertThat(owner.stage(verification)).isEqualTo("CHALLENGED");
        owner.answers(verification, code).statusCode(200);
    }

    @Test
    void an_operator_of_the_sandbox_reads_the_messages_to_a_phone() {
        Person person = Person.member();
        String phone = Person.newPhone();
        person.startsPhone(phone).statusCode(202);
        Person operator = Person.withRole("operator");
        operator.asks()
                .queryParam("phone", phone)
                .get("/v1/sandbox/messages")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].code", equalTo(person.lastCode()));
        operator.asks()
                .queryParam("phone", "x")
                .get("/v1/sandbox/messages")
                .then()
                .statusCode(400);
    }

    @Test
    void a_repeated_request_gets_the_first_answer_and_sends_nothing_again() {
        Person person = Person.member();
        String key = UUID.randomUUID().toString();
        Map<String, String> body = Map.of("kind", "PHONE", "phone", Person.newPhone());
        String first = person.asks()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/me/verifications")
                .asString();
        person.asks()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/me/verifications")
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body(equalTo(first));
        person.asks()
                .header("Idempotency-Key", key)
                .body(Map.of("kind", "PHONE", "phone", Person.newPhone()))
                .post("/v1/me/verifications")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        person.asks()
                .body(body)
                .post("/v1/me/verifications")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_MISSING"));
        person.asks().get("/v1/sandbox/messages").then().body("items", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"kind\":\"PHONE\"} | 422 | /phone | REQUIRED",
                "{\"kind\":\"PHONE\",\"phone\":\"12345\"} | 422 | /phone | PHONE_NUMBER",
                "{\"kind\":\"PHONE\",\"phone\":\"+8613800138000\",\"name\":\"李\"} | 422 | /name | UNKNOWN_FIELD",
                "{\"phone\":\"+8613800138000\"} | 422 | /kind | REQUIRED",
                "{\"kind\":\"REAL_NAME\",\"idNumber\":\"11010519491231002X\"} | 422 | /name | REQUIRED",
                "{\"kind\":\"REAL_NAME\",\"name\":\"李小红\"} | 422 | /idNumber | REQUIRED",
                "{\"kind\":\"REAL_NAME\",\"name\":\"李小红\",\"idNumber\":\"110105194912310021\"} | 422 | /idNumber | ID_NUMBER_CHECKSUM",
                "{\"kind\":\"REAL_NAME\",\"name\":\"<b>\",\"idNumber\":\"11010519491231002X\"} | 422 | /name | PERSON_NAME",
            })
    void bad_input_is_named_field_by_field_and_changes_nothing(String body, int status, String pointer, String code) {
        Person person = Person.member();
        person.orders()
                .header("Accept-Language", "zh-CN")
                .body(body)
                .post("/v1/me/verifications")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code))
                .body("errors[0].detail", not(equalTo(code)));
        person.asks().get("/v1/me/verifications").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"'{\"code\":\"12345\"}', 422", "'{\"code\":\"12345a\"}', 422", "'{}', 422", "'{', 400"})
    void a_code_has_six_digits(String body, int status) {
        Person person = Person.member();
        String verification =
                person.startsPhone(Person.newPhone()).statusCode(202).extract().path("verificationId");
        person.orders()
                .body(body)
                .post("/v1/me/verifications/{id}/answer", verification)
                .then()
                .statusCode(status);
        person.asks().get("/v1/me/verifications/{id}", verification).then().body("attemptsLeft", equalTo(5));
    }

    @Test
    void only_members_prove_things() {
        Person operator = Person.withRole("operator");
        operator.startsPhone(Person.newPhone()).statusCode(403).body("code", equalTo("FORBIDDEN"));
    }
}
