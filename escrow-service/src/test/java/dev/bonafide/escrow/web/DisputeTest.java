package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A dispute holds the money until somebody has ruled. */
@QuarkusTest
class DisputeTest extends MarketTest {

    /** D-1, D-8, AS-6: the freeze stops the timers; the ruling for the buyer refunds; nothing afterwards moves anything. */
    @Test
    void aRulingForTheBuyerRefundsAndALateAcceptanceOrTimerMovesNothing() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        var frozen = market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        assertThat(frozen.data().at("/held/amountMinor").asLong()).isEqualTo(300_000);
        market.awaitStage(sale, "DISPUTED");

        market.passes(Duration.ofDays(8));
        market.accept(sale).statusCode(409).body("code", equalTo("WRONG_STAGE")).body("stage", equalTo("DISPUTED"));
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        assertThat(market.probe().count("bonafide.escrow.OrderReminderDue.v1", sale.order()))
                .isZero();

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().path("disputeId").asText()).isEqualTo(dispute.toString());
        market.accept(sale).statusCode(409).body("stage", equalTo("REFUNDED"));
        market.passes(Duration.ofDays(1));

        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
    }

    @Test
    void aRulingForTheSellerReleasesAndNamesTheDispute() {
        var sale = market.shipped(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        market.rule(sale, dispute, "SELLER");

        var released = market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(released.data().path("disputeId").asText()).isEqualTo(dispute.toString());
        market.awaitStage(sale, "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.assertNothingIsLeft(sale);
    }

    @Test
    void aFreezeThatCannotBeIsRefusedWithItsReason() {
        var unpaid = market.payable(300_000);
        assertRefused(unpaid, market.dispute(unpaid, market.now()), "NOT_FUNDED");

        var unsent = market.funded(300_000);
        assertRefused(unsent, market.dispute(unsent, market.now()), "NOT_SHIPPED");

        var accepted = market.delivered(300_000);
        market.accept(accepted).statusCode(200);
        assertRefused(accepted, market.dispute(accepted, market.now(), "DAMAGED"), "ACCEPTED_BY_BUYER");

        var disputed = market.shipped(300_000);
        market.dispute(disputed, market.now());
        market.awaitStage(disputed, "DISPUTED");
        assertRefused(disputed, market.dispute(disputed, market.now()), "OTHER_DISPUTE_OPEN");
    }

    @Test
    void aRulingOfADisputeThatHoldsNothingIsKeptForAPerson() {
        var sale = market.shipped(300_000);
        market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        market.rule(sale, UUID.randomUUID(), "BUYER");

        market.awaitParked(sale, "OTHER_DISPUTE");
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
    }

    private void assertRefused(Market.Sale sale, UUID dispute, String reason) {
        market.probe()
                .await(
                        "bonafide.escrow.OrderFreezeRefused.v1",
                        sale.order(),
                        data -> data.path("disputeId").asText().equals(dispute.toString())
                                && data.path("reason").asText().equals(reason));
    }
}
