package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G-9, E-2: the item goes back without a reason, and the money follows it. */
@QuarkusTest
class ReturningTest extends MarketTest {
    private static final String STARTED = "bonafide.escrow.OrderReturnStarted.v1";
    private static final String ENDED = "bonafide.escrow.OrderReturnEnded.v1";
    private static final String REFUSED = "bonafide.escrow.OrderReturnRefused.v1";

    @Inject
    DataSource database;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Returns returns;

    @BeforeEach
    void returns() {
        returns = new Returns(market);
    }

    @Test
    @DisplayName("AS-19: what comes back is refunded, everything the buyer has paid, once")
    void aReturnIsRefunded() {
        var sale = market.delivered(300_000);
        var back = returns.accept(sale);
        market.awaitStage(sale, "RETURNING");
        market.probe().await(STARTED, sale.order());
        var progress = market.see(sale, "");
        assertThat(progress.getString("progress.returnId")).isEqualTo(back.toString());
        assertThat(progress.getString("progress.way")).isEqualTo("AWAITED");
        market.accept(sale).statusCode(409).body("code", equalTo("WRONG_STAGE")).body("stage", equalTo("RETURNING"));

        market.passes(Duration.ofDays(6));
        returns.dispatch(sale, back);
        awaitWay(sale, "ON_THE_WAY");
        market.passes(Duration.ofDays(3));
        assertThat(market.stage(sale)).isEqualTo("RETURNING");
        returns.deliver(sale, back);
        awaitWay(sale, "ARRIVED");
        returns.clear(sale, back);
        market.awaitStage(sale, "REFUNDED");
        assertThat(market.see(sale, "").getString("progress.returnId")).isEqualTo(back.toString());
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(300_000);

        returns.accept(sale, back);
        returns.clear(sale, back);
        returns.lose(sale, back);
        market.passes(Duration.ofDays(40));
        assertThat(market.stage(sale)).isEqualTo("REFUNDED");
        assertThat(market.probe().count(STARTED, sale.order())).isEqualTo(1);
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactlyInAnyOrder("FUNDED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("G-9: not sent, the inspection goes on with the time that was left, and silence accepts then")
    void aReturnThatIsNotSent() {
        var sale = market.delivered(300_000);
        var before = autoConfirmAt(sale);
        market.passes(Duration.ofDays(5));
        var back = returns.accept(sale);
        market.awaitStage(sale, "RETURNING");
        var since = Instant.parse(market.see(sale, "").getString("progress.since"));
        market.passes(Duration.ofDays(7));
        returns.expire(sale, back);
        market.awaitStage(sale, "INSPECTION");
        var ended = market.probe().await(ENDED, sale.order());
        var stoodStill = Duration.between(since, ended.time());
        assertThat(autoConfirmAt(sale)).isCloseTo(before.plus(stoodStill), within(1, ChronoUnit.SECONDS));
        assertThat(stoodStill).isGreaterThanOrEqualTo(Duration.ofDays(7));
        market.probe().await("bonafide.escrow.OrderInspectionExtended.v1", sale.order());

        returns.accept(sale, back);
        market.passes(Duration.between(market.now(), autoConfirmAt(sale)).minusMinutes(10));
        assertThat(market.stage(sale)).isEqualTo("INSPECTION");
        market.passes(Duration.ofMinutes(11));
        market.awaitStage(sale, "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
    }

    @Test
    @DisplayName("G-9: what nobody tells of ends by itself: not sent goes on, sent and come is refunded")
    void aReturnThatNobodyTellsOf() {
        var unsent = market.delivered(300_000);
        var sent = market.delivered(300_000);
        var come = market.delivered(300_000);
        returns.accept(unsent);
        var first = returns.accept(sent);
        var second = returns.accept(come);
        market.awaitStage(unsent, "RETURNING");
        returns.dispatch(sent, first);
        awaitWay(sent, "ON_THE_WAY");
        returns.deliver(come, second);
        awaitWay(come, "ARRIVED");

        market.passes(Duration.ofDays(7).minusMinutes(10));
        assertThat(market.stage(come)).isEqualTo("RETURNING");
        market.passes(Duration.ofMinutes(11));
        market.awaitStage(come, "REFUNDED");
        market.passes(Duration.ofDays(7));
        market.awaitStage(unsent, "INSPECTION");
        assertThat(market.stage(sent)).isEqualTo("RETURNING");
        market.passes(Duration.ofDays(16));
        market.awaitStage(sent, "REFUNDED");
        market.awaitStage(unsent, "RELEASED");
        for (var sale : new Market.Sale[] {sent, come}) {
            market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
            market.assertNothingIsLeft(sale);
        }
    }

    @Test
    @DisplayName(
            "G-9: the seller keeps what the condition has cost, the platform the way that it has paid for the buyer")
    void aReturnForLess() {
        var sale = market.delivered(300_000);
        var back = returns.accept(sale);
        market.awaitStage(sale, "RETURNING");
        returns.freight(sale, back, "by-buyer", 1_200);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_200));
        returns.clearForLess(sale, back, 5_000, 1_200);
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        var seen = market.see(sale, "");
        assertThat(seen.getLong("progress.toBuyer.amountMinor")).isEqualTo(293_800);
        assertThat(seen.getLong("progress.toSeller.amountMinor")).isEqualTo(4_970);
        assertThat(seen.getString("progress.returnId")).isEqualTo(back.toString());
        var told = market.probe().await("bonafide.escrow.OrderPartiallyRefunded.v1", sale.order());
        assertThat(told.data().path("by").asText()).isEqualTo("RETURN");
        market.probe().await("bonafide.escrow.RefundSettled.v1", sale.order());
        assertThat(market.net(sale, "PLATFORM_REVENUE")).isEqualTo(1_230);
        assertThat(market.payable(sale.seller())).isEqualTo(4_970);
        market.assertNothingIsLeft(sale);

        var other = market.delivered(300_000);
        var tooMuch = returns.accept(other);
        market.awaitStage(other, "RETURNING");
        returns.clearForLess(other, tooMuch, 299_000, 1_200);
        market.awaitParked(other, "AMOUNT_ABOVE_HELD");
        assertThat(market.stage(other)).isEqualTo("RETURNING");
    }

    @Test
    @DisplayName(
            "G-9, D-10: lost on its way it is refunded; doubted it is frozen, and cleared it is refunded after all")
    void aReturnThatIsLostOrDoubted() {
        var lost = market.delivered(300_000);
        var first = returns.accept(lost);
        returns.dispatch(lost, first);
        returns.lose(lost, first);
        market.awaitStage(lost, "REFUNDED");

        var doubted = market.delivered(300_000);
        var second = returns.accept(doubted);
        returns.deliver(doubted, second);
        returns.doubt(doubted, second);
        market.awaitStage(doubted, "DISPUTED");
        assertThat(market.see(doubted, "/freezes").<String>getList("items.by")).containsExactly("RETURN");
        market.passes(Duration.ofDays(10));
        assertThat(market.stage(doubted)).isEqualTo("DISPUTED");
        returns.clear(doubted, second);
        market.awaitStage(doubted, "REFUNDED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", doubted.order());
        market.assertNothingIsLeft(doubted);
    }

    @Test
    @DisplayName("D-10: a dispute of the seller about what came back takes over, and its ruling moves the money")
    void aDisputeAboutWhatCameBack() {
        var sale = market.delivered(300_000);
        var back = returns.accept(sale);
        returns.deliver(sale, back);
        returns.doubt(sale, back);
        market.awaitStage(sale, "DISPUTED");
        var dispute = market.dispute(sale, market.now(), "EMPTY_RETURN");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.disputeId"))
                        .isEqualTo(dispute.toString()));
        returns.clear(sale, back);
        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.assertNothingIsLeft(sale);

        var undoubted = market.delivered(300_000);
        returns.accept(undoubted);
        market.awaitStage(undoubted, "RETURNING");
        var swapped = market.dispute(undoubted, market.now(), "SWAPPED_RETURN");
        market.awaitStage(undoubted, "DISPUTED");
        market.rule(undoubted, swapped, "BUYER");
        market.awaitStage(undoubted, "REFUNDED");
    }

    @Test
    @DisplayName("G-9: a doubt that nobody settles ends with the freeze, for the buyer who has sent the item")
    void aDoubtThatNobodySettles() {
        var sale = market.delivered(300_000);
        var back = returns.accept(sale);
        returns.doubt(sale, back);
        market.awaitStage(sale, "DISPUTED");
        market.passes(Duration.ofDays(61));
        market.awaitStage(sale, "REFUNDED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("G-9: what cannot go back is refused for its reason, kept for a person, and moves nothing")
    void aReturnThatComesTooLate() {
        var accepted = market.delivered(300_000);
        market.accept(accepted).statusCode(200);
        market.passes(Duration.ofDays(10));
        var back = returns.accept(accepted);
        var refused = market.probe().await(REFUSED, accepted.order());
        assertThat(refused.data().path("reason").asText()).isEqualTo("ACCEPTED_BY_BUYER");
        assertThat(refused.data().path("returnId").asText()).isEqualTo(back.toString());
        market.awaitParked(accepted, "ACCEPTED_BY_BUYER");
        assertThat(market.stage(accepted)).isEqualTo("RELEASED");

        var unsent = market.funded(300_000);
        returns.accept(unsent);
        assertThat(market.probe()
                        .await(REFUSED, unsent.order())
                        .data()
                        .path("reason")
                        .asText())
                .isEqualTo("NOT_DELIVERED");

        // We have not heard of the delivery, and the return says that there was one.
        var shipped = market.shipped(300_000);
        returns.accept(shipped);
        market.awaitStage(shipped, "RETURNING");
        // A return that somebody has ruled moves money by the steps of the ruling alone.
        var ruled = market.delivered(300_000);
        returns.clearByRuling(ruled, UUID.randomUUID());
        returns.freight(ruled, UUID.randomUUID(), "by-platform", 900);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(ruled, "PLATFORM_EXPENSE")).isEqualTo(-900));
        assertThat(market.stage(ruled)).isEqualTo("INSPECTION");
    }

    @Test
    void theDatabaseKnowsNoReturnWithoutAnEndAndNoRefundByAnother() {
        var sale = market.delivered(300_000);
        returns.accept(sale);
        market.awaitStage(sale, "RETURNING");
        assertRefused(sale, "a_return_ends", "return_due_at = null");
        assertRefused(sale, "a_return_is_known", "return_id = null");
        assertRefused(sale, "a_refund_is_by_the_return", "refund_return = gen_random_uuid()");
        assertRefused(sale, "what_is_retained_is_known", "return_kept_minor = 300000, return_freight_minor = 1");
        assertThat(market.stage(sale)).isEqualTo("RETURNING");
    }

    private void assertRefused(Market.Sale sale, String constraint, String change) {
        assertThatThrownBy(() -> {
                    try (var connection = database.getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("update orders set " + change + " where id = '" + sale.order() + "'");
                    }
                })
                .hasMessageContaining(constraint);
    }

    private Instant autoConfirmAt(Market.Sale sale) {
        return Instant.parse(market.see(sale, "").getString("progress.autoConfirmAt"));
    }

    private void awaitWay(Market.Sale sale, String way) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.way"))
                        .isEqualTo(way));
    }
}
