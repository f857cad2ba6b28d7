package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bonafide.escrow.desk.instalment.InstalmentCollection;
import dev.bonafide.escrow.store.Entries;
import dev.bonafide.escrow.web.Market.Sale;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-10: money goes back to a buyer who still owes parts of a plan, and the seller has had it all. The seller's fee is 60 basis points. */
@QuarkusTest
class LatePartsTest extends MarketTest {
    private static final Duration A_MONTH = Duration.ofDays(32);
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final UUID PARCEL = UUID.randomUUID();

    @Inject
    DataSource database;

    @Inject
    Transactions transactions;

    @Inject
    InstalmentCollection collection;

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
            "E-10, G-9: what comes back after the release takes off the parts nobody has paid, and refunds the first")
    void whatComesBackTakesOffWhatNobodyHasPaid() {
        var sale = silent(300_000);
        var back = sentBack(sale);
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        returns.clear(sale, back);
        awaitFacts(
                sale,
                "INSTALMENTS_OPENED",
                "INSTALMENT_PAID",
                "RELEASED",
                "CLAWED_BACK",
                "INSTALMENTS_CANCELLED",
                "REFUND_SETTLED");

        assertThat(plans.stages(sale)).containsExactly("PAID", "CANCELLED", "CANCELLED");
        assertThat(plans.plan(sale).getString("outcome")).isEqualTo("CANCELLED");
        assertThat(plans.owed(sale)).isZero();
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(100_000);
        var issued = market.probe().await("bonafide.escrow.RefundIssued.v1", sale.order());
        assertThat(issued.data().at("/amount/amountMinor").asLong()).isEqualTo(100_000);
        var closed = market.probe().await("bonafide.escrow.InstalmentPlanClosed.v1", sale.order());
        assertThat(closed.data().at("/cancelled/amountMinor").asLong()).isEqualTo(200_000);
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_800);
        assertThat(market.as(sale.seller())
                        .get("/v1/orders/" + sale.order() + "/ledger")
                        .jsonPath()
                        .<String>getList("items.fact"))
                .doesNotContain("INSTALMENTS_CANCELLED", "INSTALMENT_PAID");

        returns.clear(sale, back);
        market.passes(A_MONTH.multipliedBy(2));
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("E-10, G-9: a refund that is less than what is owed is no money; the buyer goes on paying the rest")
    void aRefundOfLessThanIsOwedIsNoMoney() {
        var sale = silent(300_000);
        var back = sentBack(sale);
        returns.clearForLess(sale, back, 149_001, 1_000);
        awaitFacts(sale, "INSTALMENTS_OPENED", "INSTALMENT_PAID", "RELEASED", "CLAWED_BACK", "INSTALMENTS_CANCELLED");
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "CANCELLED");
        assertThat(plans.owed(sale)).isEqualTo(50_001);
        assertThat(market.see(sale, "/refunds").<String>getList("items")).isEmpty();

        market.passes(A_MONTH);
        plans.awaitStages(sale, "PAID", "PAID", "CANCELLED");
        assertThat(market.see(sale, "/payments").<Integer>getList("items.amount.amountMinor"))
                .containsExactlyInAnyOrder(100_000, 50_001);
        assertThat(plans.owed(sale)).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "E-10, D-1: a ruling after the release takes off what is owed, then what was given up, then it is money")
    void aRulingTakesOffWhatIsOwedAndWhatWasGivenUp() {
        var sale = plans.funded(60_000, 3, "decline");
        market.dispatch(sale, PARCEL);
        market.awaitStage(sale, "SHIPPED");
        market.passes(Duration.ofDays(25));
        market.deliver(sale, PARCEL, market.now());
        market.awaitStage(sale, "INSPECTION");
        market.accept(sale).statusCode(200);
        market.passes(A_WEEK);
        plans.missUntilOverdue(sale);
        plans.giveUpTheSecond(sale);
        var dispute = market.dispute(sale, market.now(), "COUNTERFEIT");
        market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());

        market.rule(sale, dispute, "BUYER");
        awaitFacts(
                sale,
                "INSTALMENTS_OPENED",
                "INSTALMENT_PAID",
                "RELEASED",
                "INSTALMENT_WRITTEN_OFF",
                "CLAWED_BACK",
                "INSTALMENTS_CANCELLED",
                "REFUND_SETTLED");
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(20_000);
        assertThat(plans.stages(sale)).containsExactly("PAID", "WRITTEN_OFF", "CANCELLED");
        assertThat(plans.plan(sale).getLong("writtenOff.amountMinor")).isZero();
        assertThat(plans.owed(sale)).isZero();
        // What was given up is made good by the seller; the fee is the platform's to give back.
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-360);
        assertThat(market.payable(sale.seller())).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "E-10, D-1: a release that is taken back when a part was given up refunds what the buyer has paid, and ends")
    void aReleaseTakenBackAfterAPartWasGivenUp() {
        var sale = market.delivered(plans.funded(60_000, 3, "decline"));
        var openedAt = market.now();
        market.passes(A_WEEK);
        market.awaitStage(sale, "RELEASED");
        market.passes(A_MONTH.minus(A_WEEK));
        plans.missUntilOverdue(sale);
        plans.giveUpTheSecond(sale);
        var dispute = market.dispute(sale, openedAt, "INR");
        market.awaitStage(sale, "DISPUTED");
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        awaitFacts(
                sale,
                "INSTALMENTS_OPENED",
                "INSTALMENT_PAID",
                "RELEASED",
                "INSTALMENT_WRITTEN_OFF",
                "RELEASE_REVERSED",
                "REFUNDED",
                "INSTALMENTS_CANCELLED",
                "REFUND_SETTLED");
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(20_000);
        assertThat(plans.owed(sale)).isZero();
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "E-10, D-1: while what was released is claimed the plan stands still; ruled for the seller, it goes on")
    void aPartThatFallsDueWaitsForAClaim() {
        var sale = market.delivered(plans.funded(300_000, 3, null));
        market.accept(sale).statusCode(200);
        var dispute = market.dispute(sale, market.now(), "SNAD");
        market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        market.passes(A_MONTH);
        assertNothingWasAskedFor(sale);

        market.rule(sale, dispute, "SELLER");
        market.probe().await("bonafide.escrow.RulingSettled.v1", sale.order());
        market.passes(Duration.ofDays(1));
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");
        market.passes(A_MONTH);
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(2);
    }

    @Test
    @DisplayName("E-10, D-1: the days of a claim do not count towards the day on which an overdue part is given up")
    void anOverduePartIsGivenUpSoMuchLater() throws SQLException {
        var sale = plans.funded(60_000, 3, "decline");
        market.dispatch(sale, PARCEL);
        market.awaitStage(sale, "SHIPPED");
        market.passes(Duration.ofDays(25));
        market.deliver(sale, PARCEL, market.now());
        market.awaitStage(sale, "INSPECTION");
        market.accept(sale).statusCode(200);
        market.passes(A_WEEK);
        plans.missUntilOverdue(sale);
        var dispute = market.dispute(sale, market.now(), "COUNTERFEIT");
        market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        giveUp(sale);
        market.passes(Duration.ofDays(50));
        market.rule(sale, dispute, "SELLER");
        market.probe().await("bonafide.escrow.RulingSettled.v1", sale.order());

        market.passes(Duration.ofDays(178));
        market.passes(Duration.ofHours(1));
        assertThat(plans.stages(sale).get(1)).isEqualTo("OVERDUE");
        market.passes(Duration.ofDays(3));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(plans.stages(sale).get(1)).isEqualTo("WRITTEN_OFF"));
    }

    /** Its time says so while the claim runs, as where a policy waits for less: nothing is given up meanwhile. */
    private void giveUp(Sale sale) throws SQLException {
        var part = UUID.fromString(Entries.one(
                database,
                "select part.id from instalment_part part join instalment_plan plan on plan.id = part.plan_id"
                        + " where part.number = 2 and plan.order_id = '" + sale.order() + "'"));
        transactions
                .runApart(session -> collection.giveUp(session, part))
                .await()
                .atMost(Duration.ofSeconds(20));
        assertThat(plans.stages(sale).get(1)).isEqualTo("OVERDUE");
    }

    @Test
    @DisplayName("E-10, G-9: a part that falls due while the item goes back is not asked for, and is taken off")
    void aPartThatFallsDueWaitsForAReturn() {
        var sale = silent(300_000);
        var back = returns.accept(sale);
        market.passes(Duration.ofDays(6));
        returns.dispatch(sale, back);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.way"))
                        .isEqualTo("ON_THE_WAY"));
        market.passes(Duration.ofDays(20));
        assertNothingWasAskedFor(sale);
        returns.deliver(sale, back);
        returns.clear(sale, back);
        plans.awaitStages(sale, "PAID", "CANCELLED", "CANCELLED");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly("SETTLED"));
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(100_000);
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-10, G-9: a return that comes to nothing keeps no plan waiting")
    void aPartThatHasWaitedForAReturnThatIsNotSent() {
        var sale = silent(300_000);
        returns.accept(sale);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.way"))
                        .isEqualTo("AWAITED"));
        market.passes(Duration.ofDays(14));
        market.probe().await("bonafide.escrow.OrderReturnEnded.v1", sale.order());
        market.passes(Duration.ofDays(18));
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");
        market.passes(Duration.ofDays(10));
        plans.awaitStages(sale, "PAID", "PAID", "SCHEDULED");
    }

    private void assertNothingWasAskedFor(Sale sale) {
        // What is due comes through first.
        market.passes(Duration.ofHours(1));
        assertThat(plans.stages(sale)).containsExactly("PAID", "SCHEDULED", "SCHEDULED");
        assertThat(plans.plan(sale).getString("parts[1].dueAt"))
                .isLessThan(market.now().toString());
        assertThat(market.see(sale, "/payments").<String>getList("items")).hasSize(1);
    }

    private UUID sentBack(Sale sale) {
        var back = returns.accept(sale);
        returns.dispatch(sale, back);
        returns.deliver(sale, back);
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "").getString("progress.way"))
                        .isEqualTo("ARRIVED"));
        return back;
    }

    /** Paid in three parts, delivered a week ago, and accepted by silence. */
    private Sale silent(long price) {
        var sale = market.delivered(plans.funded(price, 3, null));
        market.passes(A_WEEK);
        market.awaitStage(sale, "RELEASED");
        return sale;
    }

    /** What was booked of the order; a reserve that comes back by itself is no matter of the plan. */
    private void awaitFacts(Sale sale, String... facts) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                        .filteredOn(fact -> !fact.equals("RESERVE_RETURNED"))
                        .containsExactlyInAnyOrder(facts));
    }
}
