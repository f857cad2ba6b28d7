package dev.bonafide.kit.clock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import dev.bonafide.fixtures.Tokens;
import dev.bonafide.kit.thing.Things;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
class SandboxClockTest {
    @Inject
    Clock clock;

    @Inject
    SandboxClock sandboxClock;

    @Inject
    Transactions transactions;

    @Inject
    Timers timers;

    @Inject
    Things things;

    private final String operator = Tokens.of(UUID.randomUUID(), "operator");

    @Test
    void movingTheClockFiresTheTimersThatBecomeDueInTheirOrder() {
        var id = UUID.randomUUID();
        var start = clock.instant();
        Things.await(transactions.run(session -> timers.schedule(session, "second", id, start.plus(Duration.ofDays(2)))
                .chain(() -> timers.schedule(session, "first", id, start.plus(Duration.ofDays(1))))));

        move(offsetMillis() + Duration.ofDays(3).toMillis());

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(things.fired(List.of(id))).containsExactly("first", "second"));
        assertThat(clock.instant()).isAfterOrEqualTo(start.plus(Duration.ofDays(3)));
    }

    @Test
    void theClockNeverGoesBack() {
        move(offsetMillis() + 60_000);
        var before = clock.instant();

        given().auth()
                .oauth2(operator)
                .contentType(ContentType.JSON)
                .body("{\"offsetMillis\":0}")
                .put("/sandbox/clock")
                .then()
                .statusCode(200)
                .body("offsetMillis", greaterThanOrEqualTo(60_000));

        assertThat(clock.instant()).isAfterOrEqualTo(before);
    }

    @Test
    void theOffsetIsTakenOverFromTheRowAfterARestart() {
        move(offsetMillis() + 120_000);

        var restarted = new BusinessClock();
        var reader = new SandboxClock(
                sandboxClock.config(),
                restarted,
                transactions,
                new dev.bonafide.kit.transaction.CommitSignals(),
                List.of());
        reader.refresh();

        assertThat(Duration.between(restarted.instant(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void itSaysWhatIsStillToBeDone() {
        given().auth()
                .oauth2(operator)
                .get("/sandbox/clock")
                .then()
                .statusCode(200)
                .body("now", notNullValue())
                .body("consumerGroups", hasItem("kit-test"));
    }

    @Test
    void onlyAnOperatorMayTouchTheClock() {
        given().auth()
                .oauth2(Tokens.member(UUID.randomUUID()))
                .get("/sandbox/clock")
                .then()
                .statusCode(403);
        given().get("/sandbox/clock").then().statusCode(401);
        given().auth()
                .oauth2(operator)
                .contentType(ContentType.JSON)
                .body("{\"offsetMillis\":-1}")
                .put("/sandbox/clock")
                .then()
                .statusCode(422)
                .body("code", is("VALIDATION_FAILED"));
    }

    private long offsetMillis() {
        return given().auth()
                .oauth2(operator)
                .get("/sandbox/clock")
                .then()
                .extract()
                .jsonPath()
                .getLong("offsetMillis");
    }

    private void move(long offsetMillis) {
        given().auth()
                .oauth2(operator)
                .contentType(ContentType.JSON)
                .body("{\"offsetMillis\":" + offsetMillis + "}")
                .put("/sandbox/clock")
                .then()
                .statusCode(200);
    }
}
