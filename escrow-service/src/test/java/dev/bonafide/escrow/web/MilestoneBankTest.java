package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.web.Market.Sale;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-13, E-11: a bank pulls back the payment of an order in milestones. The seller's fee is 60 basis points. */
@QuarkusTest
class MilestoneBankTest extends MarketTest {
    @SuppressWarnings("NullAway.Init") // Made before each test.
    private PartsMarket parts;

    @BeforeEach
    void parts() {
        parts = new PartsMarket(market);
    }

    @Test
    @DisplayName("E-13: before the first delivery everything is frozen; won, all goes on with the time it had left")
    void pulledBackBeforeTheFirstDeliveryAndWon() {
        var sale = parts.begun(100_000, 200_000);
        pulledBack(sale);
        market.ask(sale.seller(), sale, "/milestones/1/delivery")
                .statusCode(409)
                .body("stage", equalTo("DISPUTED"));
        market.ask(sale.buyer(), sale, "/cancellation").statusCode(409).body("stage", equalTo("DISPUTED"));
        parts.assertRefused(sale, "NOT_SHIPPED", market.dispute(sale, market.now()));
        parts.assertRefused(sale, "NOT_SHIPPED", market.disputeMilestone(sale, 1, market.now()));

        market.passes(Duration.ofDays(10));
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
        parts.script(sale, "chargeback-won");
        market.awaitStage(sale, "IN_MILESTONES");
        // Sixty days after the payment are over: ten of them did not count.
        market.passes(Duration.ofDays(55));
        parts.awaitStates(sale, "AWAITED", "AWAITED");
        parts.deliver(sale, 1);
        parts.accept(sale, 1).statusCode(200);
        assertThat(market.payable(sale.seller())).isEqualTo(99_400);
        assertThat(market.has(sale.seller(), "blocked")).isZero();
        market.passes(Duration.ofDays(6));
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        parts.awaitFacts(
                sale, "FUNDED", "CHARGEBACK_WITHDRAWN", "CHARGEBACK_WON", "RELEASED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-13: lost before the first delivery, the bank has given the buyer back what we would have given")
    void pulledBackBeforeTheFirstDeliveryAndLost() {
        var sale = parts.begun(100_000, 200_000);
        pulledBack(sale);
        parts.script(sale, "chargeback-lost");
        market.awaitStage(sale, "REFUNDED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        parts.awaitStates(sale, "CLOSED", "CLOSED");
        parts.awaitFacts(sale, "FUNDED", "CHARGEBACK_WITHDRAWN", "REFUNDED", "CHARGEBACK_LOST");
        assertThat(market.see(sale, "/refunds").<String>getList("items.settledBy"))
                .containsExactly("CHARGEBACK");
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "E-13: of what was released nothing is frozen but the earnings; lost, each part is borne where it lies, to the fen")
    void pulledBackBetweenTheMilestones() {
        var sale = parts.begun(100_001, 120_000, 79_999);
        parts.deliver(sale, 1);
        parts.accept(sale, 1).statusCode(200);
        pulledBack(sale);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(199_999);
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        parts.awaitStates(sale, "RELEASED", "AWAITED", "AWAITED");
        parts.script(sale, "chargeback-lost");
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        parts.awaitFacts(sale, "FUNDED", "RELEASED", "CHARGEBACK_WITHDRAWN", "REFUNDED", "CHARGEBACK_LOST");
        // 99,401 of the first had been earned by 100,001; the fee is owed.
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(600);
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(600);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    private void pulledBack(Sale sale) {
        parts.script(sale, "chargeback:PT0S");
        var told = market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(told.data().path("frozen").asText()).isEqualTo("HELD");
        market.awaitStage(sale, "DISPUTED");
        var frozen = market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        assertThat(frozen.data().path("by").asText()).isEqualTo("BANK");
        assertThat(market.see(sale, "/freezes").<String>getList("items.findAll { it.endedAt == null }.by"))
                .containsExactly("BANK");
    }
}
