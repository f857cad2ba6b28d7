package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-13, AS-18: what both sides had divided is pulled back by the buyer's bank. The seller's fee is 60 basis points. */
@QuarkusTest
class SplitChargebackTest extends MarketTest {

    @Test
    @DisplayName(
            "E-13: after a split that was agreed on, the seller gives back what the seller got, the platform its fee")
    void eachGivesBackWhatItGot() {
        var sale = agreed(30_000);
        assertThat(market.payable(sale.seller())).isEqualTo(268_380);
        script(sale, "chargeback:PT0S");
        var told = market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        assertThat(told.data().path("frozen").asText()).isEqualTo("EARNINGS");
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        market.passes(Duration.ofDays(4));
        assertThat(market.has(sale.seller(), "available")).isZero();

        lose(sale);
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.net(sale, "SELLER_RESERVE")).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        // The fee of the sale, and what the buyer had had back already and now has twice.
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_620 - 30_000);
        market.awaitParked(sale, "INDEMNIFIED_TWICE");
        assertThat(market.stage(sale)).isEqualTo("PARTIALLY_REFUNDED");
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("E-13: what the seller was paid out of a split by then is owed")
    void whatWasPaidOutIsOwed() {
        var sellers = new Sellers(market);
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        market.passes(Sellers.ACCOUNT_WAITS);
        var sale = agree(market.delivered(market.funded(market.payable(market.placed(seller, 300_000)))), 30_000);
        market.passes(Duration.ofDays(1).plusHours(1));
        sellers.await(seller, sellers.begin(seller, null), "SETTLED");

        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        lose(sale);
        assertThat(market.has(seller, "owed")).isEqualTo(268_380);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-31_620);
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("AS-18: ruled while the bank has the money, the buyer's part is the bank's; beyond it both give back")
    void ruledWhileTheBankHasTheMoney() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        ruleSplit(sale, dispute, 100_000, 200_000);
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        assertThat(market.see(sale, "/refunds").<String>getList("items.status")).containsExactly("WAITING");

        lose(sale);
        assertThat(market.see(sale, "/refunds").<String>getList("items.settledBy"))
                .containsExactly("CHARGEBACK");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_200);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "CHARGEBACK_WITHDRAWN", "SPLIT", "CHARGEBACK_LOST");
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("E-13: a case that is won leaves the split as it was, and a stolen card is no fault of the seller's")
    void wonAndStolen() {
        var won = agreed(30_000);
        script(won, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", won.order());
        script(won, "chargeback-won");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", won.order());
        assertThat(market.payable(won.seller())).isEqualTo(268_380);
        assertThat(market.has(won.seller(), "blocked")).isZero();
        assertNothingIsOpen(won);

        var stolen = agreed(30_000);
        script(stolen, "chargeback:PT0S:FRAUDULENT");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", stolen.order());
        lose(stolen);
        assertThat(market.payable(stolen.seller())).isEqualTo(268_380);
        assertThat(market.net(stolen, "PLATFORM_EXPENSE")).isEqualTo(-300_000);
        assertNothingIsOpen(stolen);
    }

    /**
     * 198,800 were paid out, and by an appeal 100,000 of it are owed. The bank leaves the buyer the 100,000 that are left of the loss:
     * the seller gives back no more than what is left with them, and a debt that was given up is left with them.
     */
    @ParameterizedTest(name = "the appeal''s debt given up: {0}")
    @CsvSource({"false, 98800", "true, 100000"})
    @DisplayName(
            "E-12, E-13: what was given up of a debt for the price the seller was left with, and freight is no price")
    void whatWasGivenUp(boolean isGivenUp, long bySeller) {
        var sellers = new Sellers(market);
        var finance = new Finance(market);
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        market.passes(Sellers.ACCOUNT_WAITS);
        var sale = market.delivered(market.funded(market.payable(market.placed(seller, 300_000))));
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        ruleSplit(sale, dispute, 100_000, 200_000);
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        market.passes(Duration.ofDays(1).plusHours(1));
        sellers.await(seller, sellers.begin(seller, null), "SETTLED");
        market.ruleByPlan(sale, dispute, Map.of("BUYER", 200_000L, "SELLER", 50_000L, "PLATFORM", 50_000L));
        awaitOwed(seller, 100_000);
        new Returns(market).freight(sale, UUID.randomUUID(), "by-seller", 3_000);
        awaitOwed(seller, 103_000);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());

        market.passes(Duration.ofDays(181));
        finance.giveUp(seller, 3_000);
        if (isGivenUp) {
            finance.giveUp(seller, 100_000);
        }
        var owed = market.has(seller, "owed");
        var borne = market.net(sale, "PLATFORM_EXPENSE");
        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        lose(sale);
        assertThat(market.has(seller, "owed")).isEqualTo(owed + bySeller);
        // The rest of it, and what the buyer had had back already and now has twice.
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(borne - (100_000 - bySeller) - 200_000);
        assertNothingIsOpen(sale);
    }

    private void awaitOwed(UUID seller, long minor) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.has(seller, "owed")).isEqualTo(minor));
    }

    private Market.Sale agreed(long amount) {
        var sale = agree(market.delivered(300_000), amount);
        market.probe().await("bonafide.escrow.RefundSettled.v1", sale.order());
        return sale;
    }

    /** The seller offers so much of the price, and the buyer agrees. */
    private Market.Sale agree(Market.Sale sale, long amount) {
        var offers = "/v1/orders/" + sale.order() + "/refund-offers";
        market.as(sale.seller())
                .body(Map.of("amount", Map.of("amountMinor", amount, "currency", "CNY")))
                .post(offers)
                .then()
                .statusCode(201);
        market.as(sale.buyer())
                .body(Map.of("reply", "AGREE"))
                .post(offers + "/1/answer")
                .then()
                .statusCode(200);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        return sale;
    }

    private void ruleSplit(Market.Sale sale, UUID dispute, long buyer, long seller) {
        market.ruleByPlan(sale, dispute, Map.of("BUYER", buyer, "SELLER", seller));
    }

    private void lose(Market.Sale sale) {
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private void assertNothingIsOpen(Market.Sale sale) {
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }
}
