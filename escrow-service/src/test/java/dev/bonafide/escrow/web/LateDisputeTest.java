package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D-1: a dispute counts from when it was opened, also when the seller has the money by the time it is heard. */
@QuarkusTest
class LateDisputeTest extends MarketTest {
    private static final String FROZEN = "bonafide.escrow.OrderFrozen.v1";
    private static final String REFUSED = "bonafide.escrow.OrderFreezeRefused.v1";
    private static final Duration A_WEEK = Duration.ofDays(7);

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Sellers sellers;

    @BeforeEach
    void sellers() {
        sellers = new Sellers(market);
    }

    @Test
    @DisplayName("D-1: silence that came after the dispute is taken back, and a ruling for the buyer refunds")
    void aReleaseIsTakenBackForTheBuyer() {
        var sale = market.delivered(300_000);
        var openedAt = market.now().plus(Duration.ofDays(6));
        market.passes(A_WEEK);
        market.awaitStage(sale, "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);

        var dispute = market.dispute(sale, openedAt, "INR");
        var frozen = told(sale, FROZEN, dispute);
        assertThat(frozen.path("source").asText()).isEqualTo("RELEASE_REVERSED");
        assertThat(frozen.at("/held/amountMinor").asLong()).isEqualTo(300_000);
        market.awaitStage(sale, "DISPUTED");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isZero();
        told(sale, REFUSED, market.dispute(sale, openedAt, "INR"));

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        awaitFacts(sale, "FUNDED", "RELEASED", "RELEASE_REVERSED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("D-1: a release that was taken back is made again by a ruling for the seller, and by nothing else")
    void aReleaseIsTakenBackForTheSeller() {
        var sale = market.delivered(300_000);
        var openedAt = market.now();
        market.passes(A_WEEK);
        market.awaitStage(sale, "RELEASED");
        var dispute = market.dispute(sale, openedAt);
        market.awaitStage(sale, "DISPUTED");
        market.passes(A_WEEK);
        market.accept(sale).statusCode(409).body("stage", equalTo("DISPUTED"));

        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        awaitFacts(sale, "FUNDED", "RELEASED", "RELEASE_REVERSED", "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("D-1: what was paid out meanwhile is not held; a ruling for the buyer makes the seller owe it")
    void whatWasPaidOutIsOwed() {
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        var sale = market.delivered(market.funded(market.payable(market.placed(seller, 300_000))));
        var openedAt = market.now();
        market.passes(A_WEEK);
        market.awaitStage(sale, "RELEASED");
        market.passes(Duration.ofDays(2));
        sellers.await(seller, sellers.begin(seller, null), "SETTLED");

        var dispute = market.dispute(sale, openedAt, "INR");
        var frozen = told(sale, FROZEN, dispute);
        assertThat(frozen.path("source").asText()).isEqualTo("AFTER_RELEASE");
        assertThat(frozen.at("/held/amountMinor").asLong()).isZero();
        assertThat(market.stage(sale)).isEqualTo("RELEASED");

        market.rule(sale, dispute, "BUYER");
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.has(seller, "owed")).isEqualTo(298_200);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("D-1: a hidden defect keeps what was accepted from being paid out, until it is ruled for the seller")
    void aHiddenDefectBlocksWhatWasAccepted() {
        var sale = accepted();
        told(sale, REFUSED, market.dispute(sale, market.now(), "INR"));
        var dispute = market.dispute(sale, market.now(), "SNAD");
        assertThat(told(sale, FROZEN, dispute).path("source").asText()).isEqualTo("AFTER_RELEASE");
        assertThat(market.see(sale, "").getString("progress.disputeId")).isEqualTo(dispute.toString());
        market.passes(Duration.ofDays(50));
        assertThat(market.has(sale.seller(), "available")).isZero();
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        var second = told(sale, REFUSED, market.dispute(sale, market.now(), "SNAD"));
        assertThat(second.path("reason").asText()).isEqualTo("OTHER_DISPUTE_OPEN");

        market.rule(sale, dispute, "SELLER");
        market.probe().await("bonafide.escrow.RulingSettled.v1", sale.order());
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.has(sale.seller(), "available")).isPositive());
        assertThat(market.has(sale.seller(), "blocked")).isZero();
        awaitFacts(sale, "FUNDED", "RELEASED");
        var after = told(sale, REFUSED, market.dispute(sale, market.now(), "COUNTERFEIT"));
        assertThat(after.path("reason").asText()).isEqualTo("RELEASED_BY_RULING");
    }

    @Test
    @DisplayName("D-1, D-11: a hidden defect ruled for the buyer claws back, and an appeal finds the difference")
    void aHiddenDefectRuledForTheBuyer() {
        var sale = accepted();
        var dispute = market.dispute(sale, market.now(), "WRONG_ITEM");
        told(sale, FROZEN, dispute);
        market.rule(sale, dispute, "BUYER");
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.see(sale, "").getString("progress.rulingId")).isNotNull();
        market.rule(sale, dispute, "SELLER");
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED", "SELLER_COMPENSATED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("D-1: a hidden defect within a week, a counterfeit within thirty days, and later neither")
    void theWindowsOfWhatALookDoesNotShow() {
        var sale = accepted();
        market.passes(A_WEEK);
        var late = told(sale, REFUSED, market.dispute(sale, market.now(), "MISSING_PARTS"));
        assertThat(late.path("reason").asText()).isEqualTo("HIDDEN_DEFECT_WINDOW_OVER");
        market.passes(Duration.ofDays(22));
        told(sale, FROZEN, market.dispute(sale, market.now(), "COUNTERFEIT"));
    }

    @Test
    @DisplayName("D-1, AS-18: a buyer whose loss the pool has made good has nothing to dispute, and is told by whom")
    void aLossThatWasMadeGood() {
        var finance = new Finance(market);
        finance.aFreshPool();
        var sale = accepted();
        finance.awaitPaid(sale, finance.advance(sale, 300_000));
        var refused = told(sale, REFUSED, market.dispute(sale, market.now(), "SNAD"));
        assertThat(refused.path("reason").asText()).isEqualTo("ALREADY_INDEMNIFIED");
        assertThat(refused.path("madeGoodBy").asText()).isEqualTo("ADVANCE");
    }

    @Test
    @DisplayName("X-1: a claim that nobody decides ends on the sixtieth day as well")
    void aClaimThatNobodyDecides() {
        var sale = accepted();
        var dispute = market.dispute(sale, market.now(), "SNAD");
        told(sale, FROZEN, dispute);
        market.passes(Duration.ofDays(60));
        told(sale, "bonafide.escrow.FreezeExpired.v1", dispute);
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.stage(sale)).isEqualTo("RELEASED");
        market.assertNothingIsLeft(sale);
    }

    private Market.Sale accepted() {
        var sale = market.delivered(300_000);
        market.accept(sale).statusCode(200);
        return sale;
    }

    private JsonNode told(Market.Sale sale, String type, UUID dispute) {
        return market.probe()
                .await(
                        type,
                        sale.order(),
                        data -> data.path("disputeId").asText().equals(dispute.toString()))
                .data();
    }

    private void awaitFacts(Market.Sale sale, String... facts) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                        .containsExactlyInAnyOrder(facts));
    }
}
