package dev.bonafide.escrow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsTest extends MarketTest {

    @Test
    void theMoneyHeldAndTheImbalanceAreShown() {
        market.funded(300_000);

        await().atMost(Market.SOON).untilAsserted(() -> {
            assertThat(value("bonafide_escrow_held{currency=\"CNY\"}")).isGreaterThanOrEqualTo(300_000);
            assertThat(value("bonafide_escrow_ledger_imbalance{currency=\"CNY\"}"))
                    .isZero();
        });
        assertThat(value("bonafide_escrow_transitions_total{from=\"AWAITING_PAYMENT\",to=\"FUNDED\"}"))
                .isPositive();
    }

    @Test
    void theServiceSaysThatItIsReady() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static double value(String metric) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }
}
