package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.Rounds;
import dev.bonafide.fixtures.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-6: one key used by many at once. Setting: {@code bonafide.rounds}, how many times. */
@QuarkusTest
class SameKeyRaceTest extends MarketTest {
    private static final int AT_ONCE = 64;

    @Test
    @DisplayName("E-6: 64 uses of one key at once have one effect, and whoever hears an answer hears the same")
    void oneKeyManyTimes() throws Exception {
        Rounds.of(1, this::payManyTimes);
    }

    private void payManyTimes() throws Exception {
        var sale = market.payable(300_000);
        var path = "/v1/orders/" + sale.order() + "/payments";
        var answers = atOnce(sale, path, UUID.randomUUID().toString(), Map.of("method", "SANDBOX_CARD"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(202, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 409)
                        .map(answer -> answer.jsonPath().getString("code")))
                .allMatch("IDEMPOTENCY_KEY_IN_FLIGHT"::equals);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 202)
                        .map(Response::asString)
                        .distinct())
                .hasSize(1);
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
        market.awaitStage(sale, "FUNDED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
    }

    @Test
    @DisplayName("E-6, AS-5: 64 acceptances under one key release once")
    void oneAcceptanceManyTimes() throws Exception {
        Rounds.of(1, this::acceptManyTimes);
    }

    private void acceptManyTimes() throws Exception {
        var sale = market.delivered(300_000);
        var answers = atOnce(
                sale,
                "/v1/orders/" + sale.order() + "/acceptance",
                UUID.randomUUID().toString(),
                null);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 409)
                        .map(answer -> answer.jsonPath().getString("code")))
                .allMatch("IDEMPOTENCY_KEY_IN_FLIGHT"::equals);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact")).containsExactly("FUNDED", "RELEASED");
        market.assertNothingIsLeft(sale);
    }

    private static List<Response> atOnce(
            Market.Sale sale, String path, String key, @org.jspecify.annotations.Nullable Object body)
            throws Exception {
        var token = Tokens.member(sale.buyer());
        var answers = new ArrayList<Response>();
        try (var people = Executors.newFixedThreadPool(AT_ONCE)) {
            var asks = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> (Callable<Response>) () -> {
                        var request = given().auth()
                                .oauth2(token)
                                .contentType(ContentType.JSON)
                                .header("Idempotency-Key", key);
                        return body == null
                                ? request.post(path)
                                : request.body(body).post(path);
                    })
                    .toList();
            for (var answer : people.invokeAll(asks)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
