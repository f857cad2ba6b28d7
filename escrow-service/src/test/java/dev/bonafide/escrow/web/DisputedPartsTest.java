package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.web.Market.Sale;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-10, AS-21: nobody asks a buyer for parts of a purchase that is in dispute or goes back; the plan's dates move by that time. */
@QuarkusTest
class DisputedPartsTest extends MarketTest {
    private static final Duration A_MONTH = Duration.ofDays(32);
    private static final String REMINDER = "bonafide.escrow.InstalmentReminderDue.v1";

    @SuppressWarnings("NullAway.Init") // Opened before each test.
    private PlanMarket plans;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Returns returns;

    @BeforeEach
    void openTheMarketOfPlans() {
        plans = new PlanMarket(market);
        returns = new Returns(market);
    }

    @Test
    @DisplayName(
            "E-10, D-1: a part that falls due in a dispute is not asked for; ruled for the seller, it is due so much later")
    void ruledForTheSeller() {
        var sale = market.delivered(plans.funded(300_000, 3, null));
        var dispute = disputed(sale);
        var before = Instant.parse(plans.plan(sale).getString("parts[1].dueAt"));
        market.passes(A_MONTH);
        assertNothingWasAskedFor(sale);
        assertThat(market.probe().count(REMINDER, sale.order())).isZero();

        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        var after = Instant.parse(plans.plan(sale).getString("parts[1].dueAt"));
        assertThat(Duration.between(before, after)).isEqualTo(Duration.ofDays(33));
        assertThat(Instant.parse(plans.plan(sale).getString("parts[2].dueAt")))
                .isAfter(after.plus(Duration.ofDays(27)));
        var moved = market.probe()
                .await("bonafide.escrow.InstalmentPlanMoved.v1", sale.order())
                .data();
        assertThat(moved.path("days").asInt()).isEqualTo(33);
        assertThat(moved.path("parts").findValuesAsText("number")).containsExactly("2", "3");
        // The seller has it all, whatever the buyer still owes.
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.passes(Duration.ofDays(1));
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");
        market.passes(A_MONTH);
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
        assertThat(market.probe().count(REMINDER, sale.order())).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "E-10, D-1: ruled for the buyer, what fell due in the dispute is taken off, and only the first part is money")
    void ruledForTheBuyer() {
        var sale = market.delivered(plans.funded(300_000, 3, null));
        var dispute = disputed(sale);
        market.passes(A_MONTH);
        assertNothingWasAskedFor(sale);
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        plans.awaitStages(sale, "PAID", "CANCELLED", "CANCELLED");
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(100_000);
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
    }

    @Test
    @DisplayName(
            "E-10, G-9: while an item goes back before the release no part is asked for; not sent, the plan goes on")
    void anItemThatIsNotSentBack() {
        var sale = market.delivered(plans.funded(300_000, 3, null));
        market.passes(Duration.ofDays(6));
        returns.accept(sale);
        market.awaitStage(sale, "RETURNING");
        var before = Instant.parse(plans.plan(sale).getString("parts[1].dueAt"));
        market.passes(Duration.ofDays(14));
        market.awaitStage(sale, "INSPECTION");
        assertThat(Duration.between(before, Instant.parse(plans.plan(sale).getString("parts[1].dueAt"))))
                .isBetween(Duration.ofDays(14), Duration.ofDays(15));
        market.passes(Duration.ofDays(20));
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");
        market.passes(Duration.ofDays(10));
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
    }

    private UUID disputed(Sale sale) {
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        return dispute;
    }

    private void assertNothingWasAskedFor(Sale sale) {
        // What is due comes through first.
        market.passes(Duration.ofHours(1));
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");
        assertThat(plans.plan(sale).getString("parts[1].dueAt"))
                .isLessThan(market.now().toString());
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
    }
}
