package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.escrow.web.Market.Sale;
import dev.bonafide.fixtures.Contracts;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-11: what is said last of an order in milestones is what the whole of it has come to. The seller's fee is 60 basis points. */
@QuarkusTest
class MilestoneEndTest extends MarketTest {
    private static final String REFUNDED = "bonafide.escrow.OrderRefunded.v1";
    private static final String DIVIDED = "bonafide.escrow.OrderPartiallyRefunded.v1";
    private static final String RELEASED = "bonafide.escrow.OrderReleased.v1";
    private static final String INSURED = "bonafide.logistics.InsuranceClaimDecided.v1";

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private PartsMarket parts;

    @BeforeEach
    void parts() {
        parts = new PartsMarket(market);
    }

    @Test
    @DisplayName("E-11: every milestone refunded by itself: it is said once that all of it is back")
    void everyMilestoneRefundedByItself() {
        var sale = parts.begun(100_000, 120_000, 80_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        var first = market.disputeMilestone(sale, 1, market.now());
        var second = market.disputeMilestone(sale, 2, market.now());
        parts.awaitStates(sale, "FROZEN", "FROZEN", "AWAITED");
        market.rule(sale, first, "BUYER");
        parts.awaitStates(sale, "RULED", "FROZEN", "AWAITED");
        market.rule(sale, second, "BUYER");
        parts.awaitStates(sale, "RULED", "RULED", "AWAITED");
        market.passes(Duration.ofDays(60).plusMinutes(1));
        market.awaitStage(sale, "REFUNDED");
        var told = market.probe().await(REFUNDED, sale.order()).data();
        assertThat(minor(told, "amount")).isEqualTo(300_000);
        assertThat(told.has("sellerAmount")).isFalse();
        parts.awaitFacts(
                sale,
                "FUNDED",
                "REFUNDED",
                "REFUND_SETTLED",
                "REFUNDED",
                "REFUND_SETTLED",
                "REFUNDED",
                "REFUND_SETTLED");
        assertThat(market.probe().count(REFUNDED, sale.order())).isEqualTo(1);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "E-11, AS-18: ruled for the buyer after the insurer has paid a part: what the seller has of it is said as well")
    void refundedAfterTheInsurerHasPaidAPart() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        var first = market.disputeMilestone(sale, 1, market.now());
        var second = market.disputeMilestone(sale, 2, market.now());
        parts.awaitStates(sale, "FROZEN", "FROZEN");
        insured(sale, 50_000);
        market.rule(sale, second, "BUYER");
        parts.awaitStates(sale, "FROZEN", "RULED");
        market.rule(sale, first, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        var told = market.probe().await(REFUNDED, sale.order()).data();
        assertThat(minor(told, "amount")).isEqualTo(250_000);
        assertThat(minor(told, "sellerAmount")).isEqualTo(50_000);
        assertThat(told.has("fee")).isFalse();
        assertThat(market.payable(sale.seller())).isEqualTo(50_000);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-11, AS-18: divided after the insurer has paid a part: the last words are the sums of the ledger")
    void dividedAfterTheInsurerHasPaidAPart() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        var dispute = market.disputeMilestone(sale, 2, market.now());
        parts.awaitStates(sale, "DELIVERED", "FROZEN");
        insured(sale, 50_000);
        market.rule(sale, dispute, "BUYER");
        parts.awaitStates(sale, "DELIVERED", "RULED");
        parts.accept(sale, 1).statusCode(200);
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        var divided = market.probe().await(DIVIDED, sale.order()).data();
        assertThat(minor(divided, "buyerAmount")).isEqualTo(150_000);
        assertThat(minor(divided, "sellerAmount")).isEqualTo(149_400);
        assertThat(minor(divided, "fee")).isEqualTo(600);
        var released = market.probe().await(RELEASED, sale.order()).data();
        assertThat(minor(released, "sellerAmount")).isEqualTo(149_400);
        assertThat(minor(released, "fee")).isEqualTo(600);
        assertThat(market.payable(sale.seller())).isEqualTo(149_400);
        assertThat(market.probe().count(REFUNDED, sale.order())).isZero();
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-11: a claim after the end, and its ruling, say nothing of the end again")
    void theEndIsSaidOnce() {
        var sale = parts.begun(100_000, 200_000);
        for (int number = 1; number <= 2; number++) {
            parts.deliver(sale, number);
            parts.accept(sale, number).statusCode(200);
        }
        market.awaitStage(sale, "RELEASED");
        var dispute = market.dispute(sale, market.now());
        parts.told(sale, "bonafide.escrow.OrderFrozen.v1", dispute);
        market.rule(sale, dispute, "BUYER");
        parts.awaitFacts(sale, "FUNDED", "RELEASED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        market.probe().await("bonafide.escrow.RefundSettled.v1", sale.order());
        assertThat(market.probe().count(RELEASED, sale.order())).isEqualTo(1);
        assertThat(market.probe().count(REFUNDED, sale.order())).isZero();
    }

    private void insured(Sale sale, long minor) {
        var claim = UUID.randomUUID();
        var data = Contracts.sample(INSURED, "approved")
                .put("claimId", claim.toString())
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", sale.seller().toString());
        data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        market.probe().publish(INSURED, claim, data, UUID.randomUUID());
        market.probe().await("bonafide.escrow.IndemnityPaid.v1", sale.order());
    }

    private static long minor(JsonNode data, String field) {
        return data.at("/" + field + "/amountMinor").asLong();
    }
}
