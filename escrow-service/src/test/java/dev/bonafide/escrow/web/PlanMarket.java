package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.web.Market.Sale;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.fixtures.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the market needs where buyers pay in parts: their standing, told in events, and their wishes. */
final class PlanMarket {
    private final Market market;

    PlanMarket(Market market) {
        this.market = market;
    }

    void score(UUID account, int score) {
        publish(
                "bonafide.identity.ScoreRecomputed.v1",
                account,
                Map.of("score", score),
                Map.of("asOf", market.now().toString()));
    }

    void level(UUID account, String level) {
        publish(
                "bonafide.identity.RightsChanged.v1",
                account,
                Map.of(),
                Map.of("level", level, "at", market.now().toString()));
    }

    /** An order to be paid, whose buyer is of level L2 and has that score. */
    Sale payable(long priceMinor, int score) {
        var sale = market.payable(priceMinor);
        score(sale.buyer(), score);
        return sale;
    }

    Response quote(Sale sale, int parts) {
        return market.as(sale.buyer()).body(Map.of("parts", parts)).post(path(sale) + "/quote");
    }

    Response ask(Sale sale, int parts, @Nullable String script, @Nullable String laterScript) {
        var body = new HashMap<String, Object>(Map.of("parts", parts, "method", "SANDBOX_CARD"));
        if (script != null) {
            body.put("script", script);
        }
        if (laterScript != null) {
            body.put("laterScript", laterScript);
        }
        return market.as(sale.buyer()).body(body).post(path(sale));
    }

    /** An order paid by an open plan. */
    Sale funded(long priceMinor, int parts, @Nullable String laterScript) {
        var sale = payable(priceMinor, 720);
        agree(sale, parts, null, laterScript);
        market.awaitStage(sale, "FUNDED");
        return sale;
    }

    /** Asks until the buyer's standing has come through; then the plan is proposed. */
    JsonPath agree(Sale sale, int parts, @Nullable String script, @Nullable String laterScript) {
        return await().atMost(Market.SOON)
                .until(() -> ask(sale, parts, script, laterScript), answer -> answer.statusCode() == 202)
                .jsonPath();
    }

    JsonPath plan(Sale sale) {
        return market.see(sale, "/instalment-plan");
    }

    List<String> stages(Sale sale) {
        return plan(sale).getList("parts.stage");
    }

    void awaitStages(Sale sale, String... stages) {
        await().atMost(Market.SOON).untilAsserted(() -> assertThat(stages(sale)).containsExactly(stages));
    }

    void awaitPlan(Sale sale, String stage) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(plan(sale).getString("stage")).isEqualTo(stage));
    }

    /** What is still owed for the order on its own account: nothing once its plan has ended. */
    long owed(Sale sale) {
        return -market.net(sale, "INSTALMENT_PROVIDER");
    }

    /** The second part of three is due, and declined until the policy calls it overdue. */
    void missUntilOverdue(Sale sale) {
        for (var days : List.of(1, 3, 5)) {
            awaitStages(sale, "PAID", "MISSED", "SCHEDULED");
            var tries = market.see(sale, "/payments").<String>getList("items").size();
            market.passes(Duration.ofDays(days));
            await().atMost(Market.SOON)
                    .until(() -> market.see(sale, "/payments")
                                    .<String>getList("items")
                                    .size()
                            > tries);
        }
        awaitStages(sale, "PAID", "OVERDUE", "SCHEDULED");
    }

    /** Two people give up the second part, which is overdue. */
    void giveUpTheSecond(Sale sale) {
        for (var person : List.of(UUID.randomUUID(), UUID.randomUUID())) {
            assertThat(Market.with(Tokens.of(person, "finance"))
                            .post(path(sale) + "/parts/2/write-off")
                            .statusCode())
                    .isIn(200, 202);
        }
        assertThat(stages(sale)).containsExactly("PAID", "WRITTEN_OFF", "SCHEDULED");
    }

    static String path(Sale sale) {
        return "/v1/orders/" + sale.order() + "/instalment-plan";
    }

    private void publish(String type, UUID account, Map<String, Integer> numbers, Map<String, String> texts) {
        var data = Contracts.sample(type).put("accountId", account.toString());
        numbers.forEach(data::put);
        texts.forEach(data::put);
        market.probe().publish(type, account, data, UUID.randomUUID());
    }
}
