package dev.bonafide.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.identity.events.RightsChangedV1;
import dev.bonafide.identity.events.TrustLevelChangedV1;
import dev.bonafide.identity.events.VerificationCompletedV1;
import dev.bonafide.identity.verification.MadeUpIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class RealNameVerificationTest {

    @Inject
    DataSource database;

    @Test
    void I_2_a_name_and_number_that_belong_together_lift_to_L2() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String idNumber = MadeUpIds.next();
        String verification = person.startsRealName("李小红", idNumber)
                .statusCode(202)
                .body("stage", equalTo("ASKED"))
                .body("idLast4", equalTo(idNumber.substring(14)))
                .extract()
                .path("verificationId");
        awaitStage(person, verification, "VERIFIED");
        person.asks()
                .get("/v1/me")
                .then()
                .body("level", equalTo("L2"))
                .body("score", equalTo(655))
                .body("rights.maxOrder.amountMinor", equalTo(2_000_000))
                .body("rights.publishPerDay", equalTo(20))
                .body("rights.payoutDelayDays", equalTo(3));
        try (EventProbe probe = EventProbe.connect()) {
            probe.await(
                    VerificationCompletedV1.TYPE,
                    person.id(),
                    data -> data.path("kind").asText().equals("REAL_NAME"));
            probe.await(
                    TrustLevelChangedV1.TYPE,
                    person.id(),
                    data -> data.path("to").asText().equals("L2"));
            probe.await(
                    RightsChangedV1.TYPE,
                    person.id(),
                    data -> data.path("level").asText().equals("L2"));
        }
        person.startsRealName("李小红", idNumber).statusCode(200).body("stage", equalTo("VERIFIED"));
        person.startsRealName("李小红", MadeUpIds.next()).statusCode(409).body("code", equalTo("VERIFICATION_OF_OTHER"));
        assertThat(count("select count(*) from real_name_question where account_id = ?", person.id()))
                .isZero();
    }

    @Test
    void I_2_a_real_name_alone_lifts_nobody() {
        Person person = Person.member();
        String verification = start(person, "李小红");
        awaitStage(person, verification, "VERIFIED");
        person.asks().get("/v1/me").then().body("level", equalTo("L0")).body("score", equalTo(600));
    }

    @Test
    void I_2_no_match_is_refused_and_the_number_is_free_again() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String idNumber = MadeUpIds.next();
        String verification =
                person.startsRealName("不符", idNumber).statusCode(202).extract().path("verificationId");
        awaitStage(person, verification, "REFUSED");
        person.asks().get("/v1/me/verifications/{id}", verification).then().body("reason", equalTo("NO_MATCH"));
        person.asks().get("/v1/me").then().body("level", equalTo("L1"));
        Person owner = Person.member();
        awaitStage(
                owner,
                owner.startsRealName("李小红", idNumber).statusCode(202).extract().path("verificationId"),
                "VERIFIED");
    }

    @Test
    void I_2_when_the_provider_is_unsure_a_moderator_decides_and_nobody_else() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String verification = start(person, "待定");
        awaitStage(person, verification, "MANUAL_REVIEW");
        person.asks().get("/v1/me").then().body("level", equalTo("L1"));

        person.orders()
                .body(Map.of("genuine", true))
                .post("/v1/verifications/{id}/review", verification)
                .then()
                .statusCode(403);
        Person moderator = Person.withRole("moderator");
        moderator
                .asks()
                .get("/v1/verifications")
                .then()
                .statusCode(200)
                .body("items.verificationId", hasItem(verification));
        moderator
                .orders()
                .body(Map.of("genuine", true))
                .post("/v1/verifications/{id}/review", verification)
                .then()
                .statusCode(200)
                .body("stage", equalTo("VERIFIED"));
        person.asks().get("/v1/me").then().body("level", equalTo("L2"));
        moderator.asks().get("/v1/verifications").then().body("items.verificationId", not(hasItem(verification)));
        moderator
                .orders()
                .body(Map.of("genuine", false))
                .post("/v1/verifications/{id}/review", verification)
                .then()
                .statusCode(409)
                .body("code", equalTo("VERIFICATION_WRONG_STAGE"));
    }

    @Test
    void I_2_a_provider_that_cannot_be_asked_is_asked_again_and_is_never_a_yes() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String verification = start(person, "不可用");
        awaitStage(person, verification, "VERIFIED");
        assertThat(count("""
                        select r.asks from sandbox_real_name_request r join verification v on v.request = r.request
                        where v.account_id = ?""", person.id())).isEqualTo(3);
    }

    @Test
    void an_answer_after_a_day_and_two_hours_finds_the_question_expired_and_changes_nothing() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String verification = start(person, "迟到");
        assertThat(person.stage(verification)).isEqualTo("ASKED");
        await().until(() -> count("select count(*) from real_name_question where account_id = ?", person.id()) == 0);
        UUID request = request(person);
        Person.wait(Duration.ofHours(25));
        awaitStage(person, verification, "EXPIRED");
        Person.wait(Duration.ofHours(2));
        await().until(() ->
                count("select count(*) from provider_answer where effect = 'PARKED' and request = ?", request) == 1);
        assertThat(person.stage(verification)).isEqualTo("EXPIRED");
        person.asks().get("/v1/me").then().body("level", equalTo("L1"));
    }

    @Test
    void an_answer_that_comes_twice_counts_once() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String verification = start(person, "重复");
        awaitStage(person, verification, "VERIFIED");
        UUID request = request(person);
        await().until(() -> count("select count(*) from provider_answer where request = ?", request) == 2);
        assertThat(count("select count(*) from provider_answer where effect = 'ALREADY_DONE' and request = ?", request))
                .isOne();
        try (EventProbe probe = EventProbe.connect()) {
            probe.await(
                    TrustLevelChangedV1.TYPE,
                    person.id(),
                    data -> data.path("to").asText().equals("L2"));
            assertThat(probe.count(VerificationCompletedV1.TYPE, person.id())).isEqualTo(2);
        }
    }

    @Test
    void a_provider_that_takes_its_word_back_sends_the_case_to_a_person_and_the_level_falls() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String verification = start(person, "矛盾");
        awaitStage(person, verification, "VERIFIED");
        Person.wait(Duration.ofHours(1));
        awaitStage(person, verification, "MANUAL_REVIEW");
        person.asks().get("/v1/me").then().body("level", equalTo("L1"));
        try (EventProbe probe = EventProbe.connect()) {
            probe.await(
                    TrustLevelChangedV1.TYPE,
                    person.id(),
                    data -> data.path("from").asText().equals("L2"));
        }
        Person.withRole("moderator")
                .orders()
                .body(Map.of("genuine", false))
                .post("/v1/verifications/{id}/review", verification)
                .then()
                .statusCode(200)
                .body("stage", equalTo("REFUSED"))
                .body("reason", equalTo("REVIEWER_DECLINED"));
    }

    @Test
    void I_2_of_two_accounts_with_the_same_number_at_once_one_is_asked_for_and_the_other_refused() throws Exception {
        for (int round = 0; round < 5; round++) {
            String idNumber = MadeUpIds.next();
            List<Person> people = List.of(Person.member(), Person.member(), Person.member(), Person.member());
            List<Callable<Integer>> starts = new ArrayList<>();
            for (Person person : people) {
                starts.add(
                        () -> person.startsRealName("李小红", idNumber).extract().statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            try (var callers = Executors.newFixedThreadPool(people.size())) {
                for (Future<Integer> status : callers.invokeAll(starts)) {
                    statuses.add(status.get());
                }
            }
            assertThat(statuses).containsExactlyInAnyOrder(202, 409, 409, 409);
            UUID winner = people.get(statuses.indexOf(202)).id();
            assertThat(count("select count(*) from identity_link where bound_account_id = ?", winner))
                    .isEqualTo(3);
        }
    }

    @Test
    void a_number_that_could_be_a_payment_card_is_taken_as_the_id_number_it_is() {
        Person person = Person.member();
        person.startsRealName("李小红", MadeUpIds.likeACard()).statusCode(202);
        person.startsPhone("4111 1111 1111 1111").statusCode(422).body("code", equalTo("CARD_NUMBER_REFUSED"));
    }

    private static String start(Person person, String name) {
        return person.startsRealName(name, MadeUpIds.next())
                .statusCode(202)
                .extract()
                .path("verificationId");
    }

    private static void awaitStage(Person person, String verification, String stage) {
        await().until(() -> person.stage(verification), equalTo(stage));
    }

    private long count(String sql, UUID argument) {
        return new Rows(database).count(sql, argument);
    }

    private UUID request(Person person) {
        return (UUID) new Rows(database)
                .all("select request from verification where kind = 'REAL_NAME' and account_id = ?", person.id())
                .getFirst();
    }
}
