package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.bonafide.fixtures.Stack;
import dev.bonafide.fixtures.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-4: while the database is away, money stands still and says so; afterwards the same key moves it, once. */
@QuarkusTest
class DatabaseAwayTest extends MarketTest {
    @Inject
    AgroalDataSource database;

    /** Brings it back, and leaves nobody a connection of before. */
    @AfterEach
    void bringTheDatabaseBack() {
        Stack.letPostgresGo();
        Stack.postgres().start();
        database.flush(AgroalDataSource.FlushMode.ALL);
    }

    @Test
    @DisplayName("P-4: with the database stopped an acceptance is refused; the same key is accepted afterwards")
    void stopped() {
        var sale = market.delivered(300_000);
        var key = UUID.randomUUID().toString();

        Stack.postgres().stop();
        assertRefused(sale, key);
        assertRefused(sale, key);
        Stack.postgres().start();

        assertAcceptedOnce(sale, key);
    }

    @Test
    @DisplayName("P-4: with the database hanging an acceptance is refused; the same key is accepted afterwards")
    void hanging() {
        var sale = market.delivered(300_000);
        var key = UUID.randomUUID().toString();

        Stack.holdPostgres();
        assertRefused(sale, key);
        assertRefused(sale, key);
        Stack.letPostgresGo();

        assertAcceptedOnce(sale, key);
    }

    private void assertRefused(Market.Sale sale, String key) {
        accept(sale, key)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", equalTo("SERVICE_UNAVAILABLE"))
                .time(lessThan(10_000L));
    }

    private void assertAcceptedOnce(Market.Sale sale, String key) {
        await().atMost(Duration.ofSeconds(20)).until(() -> accept(sale, key).statusCode() == 200);
        var first = accept(sale, key);
        assertThat(first.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(accept(sale, key).asString()).isEqualTo(first.asString());
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED", "RELEASED");
        market.assertNothingIsLeft(sale);
    }

    private Response accept(Market.Sale sale, String key) {
        return given().auth()
                .oauth2(Tokens.member(sale.buyer()))
                .header("Idempotency-Key", key)
                .post("/v1/orders/" + sale.order() + "/acceptance");
    }
}
