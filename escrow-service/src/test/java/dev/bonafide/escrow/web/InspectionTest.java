package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The buyer's time to look at the item. */
@QuarkusTest
class InspectionTest extends MarketTest {
    private static final String EXTENSION = "/inspection-extension";

    /** E-3: the buyer takes 72 hours more, once; the timers move with it. */
    @Test
    void theBuyerExtendsTheInspectionOnceAndItsTimersMoveWithIt() {
        var sale = market.delivered(300_000);
        var before = Instant.parse(market.see(sale, "").getString("progress.autoConfirmAt"));
        market.passes(Duration.ofDays(6).plusHours(12));
        var after = before.plus(Duration.ofHours(72)).toString();

        market.ask(sale.seller(), sale, EXTENSION).statusCode(403).body("code", equalTo("NOT_THE_BUYER"));
        market.ask(UUID.randomUUID(), sale, EXTENSION).statusCode(404);
        market.ask(sale.buyer(), sale, EXTENSION)
                .statusCode(200)
                .body("progress.autoConfirmAt", equalTo(after))
                .body("progress.extended", equalTo(true));
        market.ask(sale.buyer(), sale, EXTENSION)
                .statusCode(409)
                .body("code", equalTo("INSPECTION_ALREADY_EXTENDED"))
                .body("autoConfirmAt", equalTo(after));
        var said = market.probe().await("bonafide.escrow.OrderInspectionExtended.v1", sale.order());
        assertThat(said.data().path("autoConfirmAt").asText()).isEqualTo(after);

        market.passes(Duration.ofDays(3));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
        market.passes(Duration.ofHours(12));
        market.awaitStage(sale, "RELEASED");
        // 72 h and 24 h before the first end, and again before the second.
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.probe().count("bonafide.escrow.OrderReminderDue.v1", sale.order()))
                                .isEqualTo(4));
        market.ask(sale.buyer(), sale, EXTENSION)
                .statusCode(409)
                .body("code", equalTo("WRONG_STAGE"))
                .body("stage", equalTo("RELEASED"));
    }

    /** E-3: an item with an official report is accepted by silence after 48 hours. */
    @Test
    void silenceAcceptsAnInspectedItemAfterTwoDays() {
        var seller = UUID.randomUUID();
        var sale = market.delivered(
                market.funded(market.payable(market.placed(seller, market.publishInspected(seller, 300_000)))));
        market.passes(Duration.ofHours(24));
        var reminder = market.probe().await("bonafide.escrow.OrderReminderDue.v1", sale.order());
        assertThat(reminder.data().path("kind").asText()).isEqualTo("AUTO_CONFIRM_24H");
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");

        market.passes(Duration.ofHours(24));
        market.awaitStage(sale, "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
    }
}
