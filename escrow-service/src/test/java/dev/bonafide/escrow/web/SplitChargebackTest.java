package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.fixtures.Contracts;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
        var ruling = UUID.randomUUID();
        for (var step : List.of("FIX_MONEY", "MOVE_MONEY")) {
            var data = Contracts.sample("bonafide.dispute.RulingStepDue.v1", "parcel")
                    .put("disputeId", dispute.toString())
                    .put("orderId", sale.order().toString())
                    .put("rulingId", ruling.toString())
                    .put("stepId", UUID.randomUUID().toString())
                    .put("step", step)
                    .put("planVersion", 1)
                    .put("attempt", 1);
            var legs = data.putArray("legs");
            for (var leg : List.of(Map.entry("BUYER", buyer), Map.entry("SELLER", seller))) {
                legs.addObject()
                        .put("party", leg.getKey())
                        .putObject("amount")
                        .put("amountMinor", leg.getValue())
                        .put("currency", "CNY");
            }
            market.probe().publish("bonafide.dispute.RulingStepDue.v1", dispute, data, UUID.randomUUID());
        }
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
