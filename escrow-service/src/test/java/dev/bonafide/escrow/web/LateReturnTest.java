package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G-9: silence accepts after seven days, and the item goes back without a reason all the same. The seller's fee is 60 basis points. */
@QuarkusTest
class LateReturnTest extends MarketTest {
    private static final String STARTED = "bonafide.escrow.OrderReturnStarted.v1";
    private static final String ENDED = "bonafide.escrow.OrderReturnEnded.v1";
    private static final Duration A_WEEK = Duration.ofDays(7);

    @Inject
    DataSource database;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Returns returns;

    @BeforeEach
    void returns() {
        returns = new Returns(market);
    }

    @Test
    @DisplayName(
            "AS-19: nothing is paid out while it is on its way, and what comes back is refunded from the earnings, once")
    void whatComesBackIsRefundedFromTheEarnings() {
        var sale = silent();
        var back = returns.accept(sale);
        market.probe().await(STARTED, sale.order());
        awaitWay(sale, "AWAITED");
        assertThat(market.stage(sale)).isEqualTo("RELEASED");
        assertThat(market.see(sale, "").getString("progress.returnId")).isEqualTo(back.toString());
        market.passes(Duration.ofDays(10));
        assertThat(market.has(sale.seller(), "available")).isZero();
        assertThat(market.has(sale.seller(), "blocked")).isPositive();

        returns.dispatch(sale, back);
        awaitWay(sale, "ON_THE_WAY");
        returns.deliver(sale, back);
        awaitWay(sale, "ARRIVED");
        returns.clear(sale, back);
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        awaitWay(sale, "BACK");
        var settled = market.probe().await("bonafide.escrow.RefundSettled.v1", sale.order());
        assertThat(settled.data().at("/amount/amountMinor").asLong()).isEqualTo(300_000);
        assertThat(settled.data().path("reason").asText()).isEqualTo("PART_RETURNED");

        returns.accept(sale, back);
        returns.clear(sale, back);
        returns.lose(sale, back);
        market.passes(Duration.ofDays(40));
        assertThat(market.probe().count(STARTED, sale.order())).isEqualTo(1);
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        // The fee that had been taken is given back.
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_800);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
        var refused = market.dispute(sale, market.now(), "COUNTERFEIT");
        assertThat(market.probe()
                        .await(
                                "bonafide.escrow.OrderFreezeRefused.v1",
                                sale.order(),
                                data -> data.path("disputeId").asText().equals(refused.toString()))
                        .data()
                        .path("madeGoodBy")
                        .asText())
                .isEqualTo("REFUND");
    }

    @Test
    @DisplayName("G-9: what was paid out meanwhile is owed by the seller, and the buyer has the money all the same")
    void whatWasPaidOutIsOwed() {
        var sellers = new Sellers(market);
        var seller = UUID.randomUUID();
        market.stands(seller, "L3", 1);
        sellers.setAccount(seller, "sbx_bank_1").statusCode(200);
        var sale = market.delivered(market.funded(market.payable(market.placed(seller, 300_000))));
        market.passes(A_WEEK);
        market.awaitStage(sale, "RELEASED");
        market.passes(Duration.ofDays(1).plusHours(1));
        sellers.await(seller, sellers.begin(seller, null), "SETTLED");

        var back = returns.accept(sale);
        awaitWay(sale, "AWAITED");
        returns.dispatch(sale, back);
        returns.lose(sale, back);
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.has(seller, "owed")).isEqualTo(298_200);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("G-9: not sent, the earnings are the seller's again; sent after all, they wait again")
    void notSentAndSentAfterAll() {
        var sale = silent();
        var back = returns.accept(sale);
        awaitWay(sale, "AWAITED");
        returns.expire(sale, back);
        awaitWay(sale, "NOT_SENT");
        var ended = market.probe().await(ENDED, sale.order());
        assertThat(ended.data().path("stage").asText()).isEqualTo("RELEASED");
        assertThat(market.has(sale.seller(), "blocked")).isZero();

        returns.dispatch(sale, back);
        awaitWay(sale, "ON_THE_WAY");
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        returns.deliver(sale, back);
        awaitWay(sale, "ARRIVED");
        // Nobody tells what has come: a week later the buyer has the money.
        market.passes(A_WEEK.plusMinutes(1));
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.has(sale.seller(), "blocked")).isZero();
        market.assertNothingIsLeft(sale);

        var never = silent();
        returns.accept(never);
        awaitWay(never, "AWAITED");
        market.passes(Duration.ofDays(14).plusMinutes(1));
        awaitWay(never, "NOT_SENT");
        assertThat(market.has(never.seller(), "available")).isPositive();
    }

    @Test
    @DisplayName("G-9, D-10: what is doubted waits; cleared, the seller keeps what its condition has cost")
    void doubtedAndClearedForLess() {
        var sale = silent();
        var back = returns.accept(sale);
        returns.freight(sale, back, "by-buyer", 1_200);
        returns.deliver(sale, back);
        returns.doubt(sale, back);
        var frozen = market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        assertThat(frozen.data().path("source").asText()).isEqualTo("AFTER_RELEASE");
        assertThat(frozen.data().path("disputeId").asText()).isEqualTo(back.toString());
        assertThat(frozen.data().path("by").asText()).isEqualTo("RETURN");
        assertThat(market.see(sale, "/freezes").<String>getList("items.by")).containsExactly("RETURN");
        market.passes(Duration.ofDays(10));
        awaitWay(sale, "ARRIVED");
        returns.clearForLess(sale, back, 5_000, 1_200);
        awaitFacts(sale, "FUNDED", "RELEASED", "FREIGHT_PAID", "CLAWED_BACK", "REFUND_SETTLED");
        market.probe().await("bonafide.escrow.OrderResumed.v1", sale.order());
        assertThat(market.payable(sale.seller())).isEqualTo(4_970);
        assertThat(market.has(sale.seller(), "blocked")).isZero();
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(293_800);
        assertThat(market.see(sale, "/freezes").getString("items[0].endedAt")).isNotNull();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("D-10: an empty parcel, ruled for the seller, ends without a refund; a doubt nobody settles, with one")
    void anEmptyParcel() {
        var sale = silent();
        var back = returns.accept(sale);
        returns.deliver(sale, back);
        returns.doubt(sale, back);
        awaitWay(sale, "ARRIVED");
        market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        var dispute = market.dispute(sale, market.now(), "EMPTY_RETURN");
        market.probe()
                .await(
                        "bonafide.escrow.OrderFrozen.v1",
                        sale.order(),
                        data -> data.path("disputeId").asText().equals(dispute.toString()));
        market.rule(sale, dispute, "SELLER");
        market.probe().await("bonafide.escrow.RulingSettled.v1", sale.order());
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.has(sale.seller(), "blocked")).isZero());
        returns.clear(sale, back);
        market.awaitParked(sale, "RELEASED_BY_RULING");
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        awaitFacts(sale, "FUNDED", "RELEASED");
        assertThat(market.see(sale, "/freezes").<String>getList("items.findAll { it.endedAt == null }.by"))
                .isEmpty();

        var doubted = silent();
        var second = returns.accept(doubted);
        returns.doubt(doubted, second);
        market.probe().await("bonafide.escrow.OrderFrozen.v1", doubted.order());
        market.passes(Duration.ofDays(61));
        awaitFacts(doubted, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.has(doubted.seller(), "blocked")).isZero();
        market.assertNothingIsLeft(doubted);
    }

    @Test
    @DisplayName("G-9: the promise is pinned to the order; after it nothing goes back, and a person is told")
    void afterThePromise() {
        var sale = silent();
        market.passes(Duration.ofDays(2));
        returns.accept(sale);
        market.awaitParked(sale, "INSPECTION_OVER");
        assertThat(market.has(sale.seller(), "blocked")).isZero();
    }

    @Test
    void theDatabasePaysNothingOutThatGoesBackAndRefundsOnlyWhatCameBack() {
        var sale = silent();
        var back = returns.accept(sale);
        awaitWay(sale, "AWAITED");
        assertRefused(
                "goes back and its earnings may be paid out",
                "delete from earning_block where dispute_id = '" + back + "'");
        assertRefused("a_late_return_is_of_what_was_accepted", update(sale, "return_due_at = null"));
        assertRefused(
                "only_a_late_return_is_not_sent",
                update(sale, "return_after_release = false, return_progress = 'NOT_SENT'"));
        assertRefused(
                "a_late_return_is_of_what_was_accepted",
                update(sale, "return_progress = 'OVER', return_due_at = null"));
        awaitWay(sale, "AWAITED");
    }

    private static String update(Market.Sale sale, String change) {
        return "update orders set " + change + " where id = '" + sale.order() + "'";
    }

    private void assertRefused(String why, String change) {
        assertThatThrownBy(() -> {
                    try (var connection = database.getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute(change);
                    }
                })
                .hasMessageContaining(why);
    }

    /** Delivered a week ago, and accepted by silence. */
    private Market.Sale silent() {
        var sale = market.delivered(300_000);
        market.passes(A_WEEK);
        market.awaitStage(sale, "RELEASED");
        return sale;
    }

    private void awaitWay(Market.Sale sale, String way) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.way"))
                        .isEqualTo(way));
    }

    private void awaitFacts(Market.Sale sale, String... facts) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                        .containsExactlyInAnyOrder(facts));
    }
}
