package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Time speaking. The clock is moved, nobody sleeps. */
@QuarkusTest
class DeadlinesTest extends MarketTest {

    /** E-3, AS-6: two reminders at their days, one release. */
    @Test
    void silenceAcceptsAfterSevenDaysAndTwoReminders() {
        var sale = market.delivered(300_000);

        market.passes(Duration.ofDays(4));
        var first = market.probe().await("bonafide.escrow.OrderReminderDue.v1", sale.order());
        assertThat(first.data().path("kind").asText()).isEqualTo("AUTO_CONFIRM_72H");
        market.passes(Duration.ofDays(2));
        market.probe()
                .await(
                        "bonafide.escrow.OrderReminderDue.v1",
                        sale.order(),
                        data -> data.path("kind").asText().equals("AUTO_CONFIRM_24H"));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");

        market.passes(Duration.ofDays(1));
        var accepted = market.probe().await("bonafide.escrow.OrderAccepted.v1", sale.order());
        assertThat(accepted.data().path("by").asText()).isEqualTo("TIMER");
        market.awaitStage(sale, "RELEASED");
        market.accept(sale).statusCode(200).body("stage", equalTo("RELEASED"));

        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        assertThat(market.probe().count("bonafide.escrow.OrderReminderDue.v1", sale.order()))
                .isEqualTo(2);
        market.assertNothingIsLeft(sale);
    }

    /** E-3: nobody pays within 15 minutes. */
    @Test
    void anUnpaidOrderIsCancelledAndCannotBePaidAnyMore() {
        var sale = market.payable(300_000);
        market.passes(Duration.ofMinutes(15));

        var cancelled = market.probe().await("bonafide.escrow.OrderCancelled.v1", sale.order());
        assertThat(cancelled.data().path("reason").asText()).isEqualTo("UNPAID");
        assertThat(cancelled.data().path("stageBefore").asText()).isEqualTo("AWAITING_PAYMENT");
        market.as(sale.buyer())
                .body("{\"method\": \"SANDBOX_CARD\"}")
                .post("/v1/orders/" + sale.order() + "/payments")
                .then()
                .statusCode(409)
                .body("code", equalTo("WRONG_STAGE"));
    }

    /** AS-8: automatic, in full, naming the rule. */
    @Test
    void anOrderThatIsNotShippedInTwoDaysIsRefundedInFull() {
        var sale = market.funded(300_000);
        market.passes(Duration.ofHours(48));

        var cancelled = market.probe().await("bonafide.escrow.OrderCancelled.v1", sale.order());
        assertThat(cancelled.data().path("reason").asText()).isEqualTo("NOT_SHIPPED");
        assertThat(cancelled.data().path("detail").asText()).isEqualTo("INR-01");
        var issued = market.probe().await("bonafide.escrow.RefundIssued.v1", sale.order());
        assertThat(issued.data().at("/amount/amountMinor").asLong()).isEqualTo(300_000);
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly("SETTLED"));
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactly("FUNDED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        assertThat(market.payable(sale.seller())).isZero();
    }

    @Test
    void anOrderNobodyAnswersIsCancelledBecauseNoAnswerIsNeverAYes() {
        var unscreened = market.placed(300_000);
        market.reserve(unscreened);
        var unreserved = market.placed(300_000);
        market.decide(unreserved, "ALLOW");
        await().atMost(Market.SOON).untilAsserted(() -> {
            assertThat(market.see(unscreened, "").getBoolean("progress.reserved"))
                    .isTrue();
            assertThat(market.see(unreserved, "").getString("progress.screening"))
                    .isEqualTo("ALLOWED");
        });
        market.passes(Duration.ofMinutes(30));

        assertThat(market.probe()
                        .await("bonafide.escrow.OrderCancelled.v1", unscreened.order())
                        .data()
                        .path("reason")
                        .asText())
                .isEqualTo("RISK_BLOCKED");
        assertThat(market.probe()
                        .await("bonafide.escrow.OrderCancelled.v1", unreserved.order())
                        .data()
                        .path("reason")
                        .asText())
                .isEqualTo("RESERVATION_REFUSED");
    }
}
