package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One register of what a buyer has had back, on which everybody draws who pays one. */
@QuarkusTest
class IndemnityTest extends MarketTest {

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Finance finance;

    @BeforeEach
    void aPool() {
        finance = new Finance(market);
        finance.aFreshPool();
    }

    @Test
    @DisplayName("AS-18: a buyer whom the pool has paid has only the rest of the hold, and the pool has its money back")
    void aRulingAfterAnAdvanceGivesTheRest() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var before = finance.balance();
        finance.awaitPaid(sale, finance.advance(sale, 100_000));
        assertThat(finance.balance()).isEqualTo(before - 100_000);

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(200_000);
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.payable(sale.seller())).isZero();
        assertNothingIsOpen(sale);
        assertThat(finance.awaitRefused(sale, finance.advance(sale, 1))).contains("ABOVE_LOSS");
    }

    @Test
    @DisplayName(
            "AS-18: what a bank leaves with a buyer whom the pool has paid costs the seller what the buyer had lost")
    void aChargebackAfterAnAdvanceIsBorneOnce() {
        var sale = market.payable(300_000);
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        market.delivered(sale);
        market.accept(sale).statusCode(200);
        finance.awaitPaid(sale, finance.advance(sale, 100_000));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly("SETTLED"));

        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());

        market.awaitParked(sale, "INDEMNIFIED_TWICE");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-100_000);
        // 298,200 earned: the pool and the bank together took the loss of 300,000 and no more.
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(1_800);
        assertThat(market.payable(sale.seller())).isZero();
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("AS-18: a ruling for a buyer who has been made whole moves the hold to whoever has paid")
    void aRulingForABuyerMadeWholeGivesNothingMore() {
        var sale = market.payable(300_000);
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        market.delivered(sale);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        finance.awaitPaid(sale, finance.advance(sale, 300_000));
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        assertThat(market.probe().count("bonafide.escrow.OrderRefunded.v1", sale.order()))
                .isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertNothingIsOpen(sale);
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private void assertNothingIsOpen(Market.Sale sale) {
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }
}
