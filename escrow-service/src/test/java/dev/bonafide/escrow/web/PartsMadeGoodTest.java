package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.web.Market.Sale;
import dev.bonafide.fixtures.Contracts;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-10, AS-18: others make the loss of a buyer good who has not paid all of it. */
@QuarkusTest
class PartsMadeGoodTest extends MarketTest {
    private static final String DECIDED = "bonafide.logistics.InsuranceClaimDecided.v1";
    private static final String PAID = "bonafide.escrow.IndemnityPaid.v1";
    private static final Duration A_MONTH = Duration.ofDays(32);

    @SuppressWarnings("NullAway.Init") // Opened before each test.
    private PlanMarket plans;

    @BeforeEach
    void openTheMarketOfPlans() {
        plans = new PlanMarket(market);
    }

    @Test
    @DisplayName(
            "E-10, AS-18: what an insurer makes good takes off what is owed first; the buyer has back what was paid")
    void anInsurerTakesOffWhatNobodyHasPaid() {
        var sale = released(300_000, null);
        insured(sale, 300_000);
        plans.awaitStages(sale, "PAID", "CANCELLED", "CANCELLED");
        awaitFacts(
                sale,
                "INSTALMENTS_OPENED",
                "INSTALMENT_PAID",
                "RELEASED",
                "INSURER_PAID",
                "INSTALMENTS_CANCELLED",
                "REFUND_SETTLED");
        assertThat(refunded(sale)).containsExactly(100_000);
        assertThat(market.net(sale, "INSURANCE")).isEqualTo(-300_000);
        assertThat(plans.owed(sale)).isZero();
        market.passes(A_MONTH.multipliedBy(2));
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "E-10, AS-18: what an insurer makes good is no money while the buyer owes as much; the rest is collected")
    void anInsurerWhoGivesLessThanIsOwedGivesNoMoney() {
        var sale = market.delivered(plans.funded(300_000, 3, null));
        insured(sale, 150_000);
        plans.awaitStages(sale, "PAID", "SCHEDULED", "CANCELLED");
        assertThat(refunded(sale)).isEmpty();
        assertThat(plans.owed(sale)).isEqualTo(50_000);
        // It is held all the same, and the seller's.
        market.accept(sale).statusCode(200);
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.passes(A_MONTH);
        plans.awaitStages(sale, "PAID", "PAID", "CANCELLED");
        assertThat(plans.owed(sale)).isZero();
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "E-10, AS-18: a ruling for a buyer whom an insurer has paid gives back the rest, parts that are owed first")
    void aRulingAfterAnInsurer() {
        var sale = market.delivered(plans.funded(300_000, 3, null));
        insured(sale, 150_000);
        plans.awaitStages(sale, "PAID", "SCHEDULED", "CANCELLED");
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        plans.awaitStages(sale, "PAID", "CANCELLED", "CANCELLED");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(refunded(sale)).containsExactly(100_000));
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(plans.owed(sale)).isZero();
        // What the insurer had made good in the seller's place is the seller's.
        assertThat(market.payable(sale.seller())).isEqualTo(150_000);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-10, AS-9: an advance takes off what is owed first, and the seller owes the pool all of it")
    void anAdvanceTakesOffWhatNobodyHasPaid() {
        var finance = new Finance(market);
        finance.aFreshPool();
        var sale = released(300_000, null);
        finance.awaitPaid(sale, finance.advance(sale, 300_000));
        plans.awaitStages(sale, "PAID", "CANCELLED", "CANCELLED");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(refunded(sale)).containsExactly(100_000));
        // 298,200 of it the seller has repaid at once, from what the sale had brought.
        assertThat(market.net(sale, "COMPENSATION_POOL")).isEqualTo(-1_800);
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(1_800);
        assertThat(plans.owed(sale)).isZero();
        assertThat(finance.awaitRefused(sale, finance.advance(sale, 1))).contains("ABOVE_LOSS");
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
    }

    @Test
    @DisplayName(
            "E-10, AS-18: what was given up as lost is made good to the platform, not to a buyer who never paid it")
    void anInsurerMakesGoodWhatWasGivenUp() {
        var sale = released(60_000, "decline");
        market.passes(A_MONTH);
        plans.missUntilOverdue(sale);
        plans.giveUpTheSecond(sale);
        insured(sale, 60_000);
        plans.awaitStages(sale, "PAID", "WRITTEN_OFF", "CANCELLED");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(refunded(sale)).containsExactly(20_000));
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        assertThat(plans.owed(sale)).isZero();
        await().atMost(Market.SOON).untilAsserted(() -> market.assertNothingIsLeft(sale));
    }

    @Test
    @DisplayName("E-13, E-10: what a bank pulls back of a part that had gone back is borne by nobody but the platform")
    void aBankPullsBackAPartThatHadGoneBack() {
        var sale = released(300_000, null);
        market.passes(A_MONTH);
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
        market.passes(A_MONTH);
        plans.awaitStages(sale, "PAID", "PAID", "PAID");
        insured(sale, 100_000);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly("SETTLED"));
        var seller = market.payable(sale.seller());

        var third =
                UUID.fromString(market.see(sale, "/payments").getString("items.find { it.instalment == 3 }.paymentId"));
        PaymentTest.script(third, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        PaymentTest.script(third, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        market.awaitParked(sale, "INDEMNIFIED_TWICE");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-100_000);
        assertThat(market.payable(sale.seller())).isEqualTo(seller);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        market.assertNothingIsLeft(sale);
    }

    /** Paid in three parts, delivered and accepted. */
    private Sale released(long price, @Nullable String laterScript) {
        var sale = market.delivered(plans.funded(price, 3, laterScript));
        market.accept(sale).statusCode(200);
        return sale;
    }

    private void insured(Sale sale, long minor) {
        var claim = UUID.randomUUID();
        var data = Contracts.sample(DECIDED, "approved")
                .put("claimId", claim.toString())
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", sale.seller().toString());
        data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        market.probe().publish(DECIDED, claim, data, UUID.randomUUID());
        var paid = market.probe()
                .await(PAID, sale.order(), told -> told.path("claimId").asText().equals(claim.toString()));
        assertThat(paid.data().at("/amount/amountMinor").asLong()).isEqualTo(minor);
    }

    private List<Integer> refunded(Sale sale) {
        return market.see(sale, "/refunds").getList("items.amount.amountMinor");
    }

    private void awaitFacts(Sale sale, String... facts) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                        .containsExactlyInAnyOrder(facts));
    }
}
