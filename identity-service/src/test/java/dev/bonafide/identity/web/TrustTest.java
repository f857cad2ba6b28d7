package dev.bonafide.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.bonafide.fixtures.Event;
import dev.bonafide.fixtures.EventProbe;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.identity.desk.Standings;
import dev.bonafide.identity.events.RightsChangedV1;
import dev.bonafide.identity.events.ScoreRecomputedV1;
import dev.bonafide.identity.events.TrustCardChangedV1;
import dev.bonafide.identity.verification.MadeUpIds;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class TrustTest {

    @Inject
    DataSource database;

    @Inject
    Standings standings;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    private EventProbe probe;

    @BeforeEach
    void connect() {
        probe = EventProbe.connect();
    }

    @AfterEach
    void disconnect() {
        probe.close();
    }

    @Test
    void I_4_and_I_9_a_completed_sale_shows_on_the_card_and_in_the_score_of_both_sides() {
        Person seller = realName();
        Person buyer = realName();
        released(seller, buyer, UUID.randomUUID(), UUID.randomUUID());

        Event card = probe.await(
                TrustCardChangedV1.TYPE,
                seller.id(),
                data -> data.path("completedSales").asInt() == 1);
        assertThat(card.text("score")).isEqualTo("658");
        assertThat(card.text("scoreBand")).isEqualTo("650+");
        Event bought = probe.await(
                ScoreRecomputedV1.TYPE, buyer.id(), data -> data.path("score").asInt() == 657);
        assertThat(bought.text("modelVersion")).isEqualTo("v1");

        buyer.asks()
                .header("Accept-Language", "zh-CN")
                .get("/v1/users/{id}/trust-card", seller.id())
                .then()
                .statusCode(200)
                .body("level", equalTo("L2"))
                .body("badges.code", contains("PHONE_VERIFIED", "REAL_NAME_VERIFIED", "CREDIT_GOOD"))
                .body("badges.label", contains("已验手机", "已实名", "信用良好"))
                .body("scoreBand", equalTo("650+"))
                .body("completedSales", equalTo(1))
                .body("$", not(hasKey("positiveRate")))
                .body("$", not(hasKey("score")))
                .body("modelVersion", equalTo("v1"));
    }

    @Test
    void I_9_the_owner_reads_every_factor_and_others_only_what_it_comes_to() {
        Person seller = realName();
        seller.asks()
                .get("/v1/users/{id}/score", seller.id())
                .then()
                .statusCode(200)
                .body("score", equalTo(655))
                .body("factors.name", contains("BASE", "REAL_NAME", "PHONE"))
                .body("factors.points", contains(600, 45, 10));
        for (Person other : List.of(Person.member(), Person.withRole("operator"))) {
            other.asks()
                    .get("/v1/users/{id}/score", seller.id())
                    .then()
                    .statusCode(200)
                    .body("score", equalTo(655))
                    .body("scoreBand", equalTo("650+"))
                    .body("$", not(hasKey("factors")));
        }
        Person.withRole("auditor")
                .asks()
                .get("/v1/users/{id}/score", seller.id())
                .then()
                .body("$", hasKey("factors"));
    }

    @Test
    void an_event_that_comes_again_and_a_trade_that_is_told_again_count_once() {
        Person seller = realName();
        Person buyer = realName();
        UUID order = UUID.randomUUID();
        UUID event = UUID.randomUUID();
        released(seller, buyer, order, event);
        released(seller, buyer, order, event);
        released(seller, buyer, order, UUID.randomUUID());
        released(seller, buyer, UUID.randomUUID(), UUID.randomUUID());
        probe.await(
                TrustCardChangedV1.TYPE,
                seller.id(),
                data -> data.path("completedSales").asInt() == 2);
        assertThat(rows().count("select count(*) from evidence where account_id = ?", seller.id()))
                .isEqualTo(2);
        assertThat(probe.all(seller.id()).stream()
                        .filter(told -> told.type().equals(TrustCardChangedV1.TYPE))
                        .filter(told -> told.data().path("completedSales").asInt() == 1))
                .hasSize(1);
    }

    @Test
    void AS_13_and_I_5_a_dispute_ruled_for_the_buyer_takes_a_newcomer_below_600_and_halves_the_rights() {
        Person seller = Person.member().provesPhone(Person.newPhone());
        Person buyer = realName();
        ruled(seller, buyer, "SELLER");
        ruled(seller, buyer, "BUYER");

        Event score = probe.await(
                ScoreRecomputedV1.TYPE, seller.id(), data -> data.path("score").asInt() == 570);
        assertThat(score.text("previousScore")).isEqualTo("610");
        Event rights = probe.await(
                RightsChangedV1.TYPE,
                seller.id(),
                data -> data.path("payoutDelayDays").asInt() == 11);
        assertThat(rights.text("/maxOrder/amountMinor")).isEqualTo("100000");
        assertThat(rights.text("level")).isEqualTo("L1");
        assertThat(rights.text("policyVersion")).isEqualTo("2026-11-01");
        seller.asks()
                .get("/v1/users/{id}/score", seller.id())
                .then()
                .body("factors.find { it.name == 'SNAD' }.points", equalTo(-40));
        assertThat(rows().count("select count(*) from evidence where account_id = ?", seller.id()))
                .isOne();
    }

    @Test
    void a_refund_is_written_down_and_costs_no_points() {
        Person seller = realName();
        Person buyer = realName();
        new Trades(probe, clock).refunded(seller, buyer);
        await().until(() -> rows().count(
                                "select count(*) from evidence where kind = 'ORDER_REFUNDED' and account_id = ?",
                                seller.id())
                == 1);
        seller.asks().get("/v1/me").then().body("score", equalTo(655));
    }

    @Test
    void what_somebody_did_before_they_were_seen_here_counts_once_they_are() {
        Person seller = Person.member();
        released(seller, realName(), UUID.randomUUID(), UUID.randomUUID());
        await().until(() -> rows().count("select count(*) from evidence where account_id = ?", seller.id()) == 1);
        seller.asks().get("/v1/users/{id}/trust-card", seller.id()).then().body("completedSales", equalTo(1));
        Event card = probe.await(TrustCardChangedV1.TYPE, seller.id());
        assertThat(card.text("completedSales")).isEqualTo("1");
    }

    @Test
    void many_sales_at_once_all_count() {
        Person seller = realName();
        Person buyer = realName();
        for (int i = 0; i < 20; i++) {
            released(seller, buyer, UUID.randomUUID(), UUID.randomUUID());
        }
        probe.await(
                TrustCardChangedV1.TYPE,
                seller.id(),
                data -> data.path("completedSales").asInt() == 20);
        seller.asks().get("/v1/me").then().body("score", equalTo(655 + 30));
    }

    @Test
    void I_9_standing_that_was_thrown_away_is_the_same_when_it_is_computed_again_from_the_evidence() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            people.add(realName());
        }
        for (int i = 0; i < 12; i++) {
            released(people.get(i % 4), people.get((i + 1 + i / 4) % 4), UUID.randomUUID(), UUID.randomUUID());
        }
        ruled(people.get(0), people.get(1), "BUYER");
        await().until(() -> rows().count(
                                "select count(*) from evidence where account_id in (?, ?, ?, ?)",
                                people.stream().map(Person::id).toArray())
                == 25);
        for (Person person : people) {
            List<Object> before = standing(person);
            assertThat(before).hasSize(1);
            change("delete from standing where account_id = ?", person.id());
            change("delete from score_watch where account_id = ?", person.id());
            transactions
                    .run(session -> standings.refresh(session, person.id(), clock.instant()))
                    .await()
                    .atMost(Duration.ofSeconds(10));
            assertThat(standing(person)).isEqualTo(before);
        }
    }

    @Test
    void time_alone_is_told_when_it_has_made_five_points() {
        Person person = Person.member().provesPhone(Person.newPhone());
        Person.wait(Duration.ofDays(82));
        Event score = probe.await(
                ScoreRecomputedV1.TYPE, person.id(), data -> data.path("score").asInt() == 615);
        assertThat(score.text("previousScore")).isEqualTo("610");
        person.asks().get("/v1/users/{id}/score", person.id()).then().body("score", equalTo(615));
    }

    @Test
    void I_4_the_tag_of_a_card_stays_as_long_as_it_reads_the_same() {
        Person seller = realName();
        Person reader = Person.member();
        String tag = reader.asks()
                .get("/v1/users/{id}/trust-card", seller.id())
                .then()
                .extract()
                .header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        reader.asks()
                .header("If-None-Match", tag)
                .get("/v1/users/{id}/trust-card", seller.id())
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        released(seller, reader, UUID.randomUUID(), UUID.randomUUID());
        probe.await(
                TrustCardChangedV1.TYPE,
                seller.id(),
                data -> data.path("completedSales").asInt() == 1);
        reader.asks()
                .header("If-None-Match", tag)
                .get("/v1/users/{id}/trust-card", seller.id())
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)));
    }

    @Test
    void the_database_itself_keeps_evidence_and_published_policies_as_they_are() {
        Person seller = realName();
        released(seller, realName(), UUID.randomUUID(), UUID.randomUUID());
        await().until(() -> rows().count("select count(*) from evidence where account_id = ?", seller.id()) == 1);
        for (String change : List.of(
                "update evidence set weight_micros = 0",
                "delete from evidence",
                "update rights_policy set body = '{}'",
                "delete from rights_policy")) {
            assertThatThrownBy(() -> rows().change(change)).isInstanceOf(SQLException.class);
        }
    }

    private static Person realName() {
        Person person = Person.member().provesPhone(Person.newPhone());
        String verification = person.startsRealName("李小红", MadeUpIds.next())
                .statusCode(202)
                .extract()
                .path("verificationId");
        await().until(() -> person.stage(verification), equalTo("VERIFIED"));
        return person;
    }

    private void released(Person seller, Person buyer, UUID order, UUID event) {
        new Trades(probe, clock).released(seller, buyer, order, event);
    }

    private void ruled(Person seller, Person buyer, String outcome) {
        new Trades(probe, clock).ruled(seller, buyer, outcome);
    }

    private List<Object> standing(Person person) {
        return rows().all("""
                        select concat_ws('|', level, score, model_version, factors, policy_version, max_order_minor,
                               publish_per_day, payout_delay_days, card) from standing where account_id = ?""", person.id());
    }

    private void change(String sql, UUID argument) {
        try {
            rows().change(sql, argument);
        } catch (SQLException refused) {
            throw new AssertionError(sql, refused);
        }
    }

    private Rows rows() {
        return new Rows(database);
    }
}
