package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.bonafide.escrow.web.Market.Sale;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D-1, E-11: a defect shows when its milestone has been accepted. The seller's fee is 60 basis points. */
@QuarkusTest
class MilestoneClaimTest extends MarketTest {
    private static final String FROZEN = "bonafide.escrow.OrderFrozen.v1";

    @Inject
    DataSource database;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private PartsMarket parts;

    @BeforeEach
    void parts() {
        parts = new PartsMarket(market);
    }

    @Test
    @DisplayName(
            "D-1: while the order goes on, a claim divides that milestone's money and no other's; an appeal, the difference")
    void whileTheOrderGoesOn() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.accept(sale, 1).statusCode(200);
        parts.assertRefused(sale, "ACCEPTED_BY_BUYER", market.disputeMilestone(sale, 1, market.now(), "INR"));
        var dispute = claim(sale, 1);
        parts.assertRefused(sale, "OTHER_DISPUTE_OPEN", market.disputeMilestone(sale, 1, market.now(), "SNAD"));
        assertThat(market.see(sale, "/milestones").getString("items[0].toBuyer"))
                .isNull();
        assertThat(market.stage(sale)).isEqualTo("IN_MILESTONES");
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(200_000);

        market.rule(sale, dispute, "BUYER");
        parts.awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(100_000);
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-600);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(200_000);

        assertHad(sale, 100_000, 0);

        parts.deliver(sale, 2);
        parts.accept(sale, 2).statusCode(200);
        market.awaitStage(sale, "RELEASED");
        var released = market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        assertThat(released.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(298_200);
        assertThat(market.payable(sale.seller())).isEqualTo(198_800);
        assertThat(market.has(sale.seller(), "blocked")).isZero();
        parts.assertRefused(sale, "RELEASED_BY_RULING", market.disputeMilestone(sale, 1, market.now(), "SNAD"));
        parts.assertRefused(sale, "RELEASED_BY_RULING", market.dispute(sale, market.now()));

        // D-11: an appeal.
        market.rule(sale, dispute, "SELLER");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.payable(sale.seller())).isEqualTo(298_200));
        assertHad(sale, 100_000, 99_400);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "D-1, X-1: after the end of the order each has its own window; a claim that nobody decides ends by itself")
    void afterTheEndOfTheOrder() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.accept(sale, 1).statusCode(200);
        market.passes(Duration.ofDays(8));
        parts.deliver(sale, 2);
        parts.accept(sale, 2).statusCode(200);
        market.awaitStage(sale, "RELEASED");
        parts.assertRefused(sale, "HIDDEN_DEFECT_WINDOW_OVER", market.disputeMilestone(sale, 1, market.now(), "SNAD"));
        var dispute = claim(sale, 2);
        parts.assertRefused(sale, "OTHER_DISPUTE_OPEN", market.dispute(sale, market.now()));
        assertThat(market.see(sale, "/milestones").getString("items[1].disputeId"))
                .isEqualTo(dispute.toString());
        market.passes(Duration.ofDays(59));
        var ageing = parts.told(sale, "bonafide.escrow.FreezeAgeing.v1", dispute);
        assertThat(ageing.path("milestone").asInt()).isEqualTo(2);
        assertThat(ageing.at("/held/amountMinor").asLong()).isZero();
        // What the other milestone has brought is the seller's meanwhile, the reserve too.
        awaitHas(sale.seller(), "available", 99_400);
        awaitHas(sale.seller(), "blocked", 159_040);

        market.passes(Duration.ofDays(1).plusMinutes(1));
        assertThat(parts.told(sale, "bonafide.escrow.FreezeExpired.v1", dispute)
                        .path("milestone")
                        .asInt())
                .isEqualTo(2);
        parts.awaitFacts(
                sale,
                "FUNDED",
                "RELEASED",
                "RELEASED",
                "RESERVE_RETURNED",
                "RESERVE_RETURNED",
                "CLAWED_BACK",
                "REFUND_SETTLED");
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactly(200_000);
        assertThat(market.payable(sale.seller())).isEqualTo(99_400);
        assertThat(market.has(sale.seller(), "blocked")).isZero();
        assertThat(market.see(sale, "/milestones").getString("items[1].rulingId"))
                .isNotNull();
        assertThat(market.stage(sale)).isEqualTo("RELEASED");
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("D-1, X-1: a claim is listed as a freeze is, and two people let it last longer, once")
    void itLastsLonger() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.accept(sale, 1).statusCode(200);
        parts.extend(sale, 1).statusCode(409).body("code", equalTo("WRONG_STAGE"));
        var dispute = claim(sale, 1);
        var listed = market.see(sale, "/freezes");
        assertThat(listed.getString("items[0].causeId")).isEqualTo(dispute.toString());
        assertThat(listed.getString("items[0].by")).isEqualTo("DISPUTE");
        assertThat(listed.getInt("items[0].milestone")).isEqualTo(1);
        assertThat(listed.getString("items[0].endedAt")).isNull();
        assertThat(listed.getBoolean("milestones[0].extended")).isFalse();
        assertRefused(
                "nobody has agreed",
                "update milestone_claim set extended = true where order_id = '" + sale.order() + "'");

        parts.extend(sale, 1).statusCode(202);
        parts.extend(sale, 1).statusCode(200);
        parts.extend(sale, 1).statusCode(409).body("code", equalTo("FREEZE_EXTENDED_BEFORE"));
        var longer = parts.told(sale, "bonafide.escrow.FreezeExtended.v1", dispute);
        assertThat(longer.path("milestone").asInt()).isEqualTo(1);
        assertThat(market.see(sale, "/freezes").getBoolean("milestones[0].extended"))
                .isTrue();
        assertThat(market.see(sale, "/milestones").getString("items[0].freezeEndsAt"))
                .isEqualTo(market.see(sale, "/freezes").getString("milestones[0].endsAt"));
        market.passes(Duration.ofDays(61));
        assertThat(market.has(sale.seller(), "blocked")).isPositive();
        market.passes(Duration.ofDays(29));
        parts.told(sale, "bonafide.escrow.FreezeExpired.v1", dispute);
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.has(sale.seller(), "blocked")).isZero());
        var ended = market.see(sale, "/freezes");
        assertThat(ended.<String>getList("milestones")).isEmpty();
        assertThat(ended.getString("items[0].endedAt")).isNotNull();
        parts.extend(sale, 1).statusCode(409).body("code", equalTo("WRONG_STAGE"));
    }

    @Test
    @DisplayName(
            "D-1, E-12: a claim keeps what its milestone has brought, and nothing else of the order, from being paid out")
    void itBlocksWhatItCanTake() {
        var sellers = new Sellers(market);
        var seller = UUID.randomUUID();
        market.stands(seller, "L2", 1);
        sellers.setAccount(seller, "sbx_bank_1#decline").statusCode(200);
        var sale = parts.begun(seller, 100_000, 200_000, 50_000);
        for (var number = 1; number <= 2; number++) {
            parts.deliver(sale, number);
            parts.accept(sale, number).statusCode(200);
        }
        // Given back by a bank that would not take it, it is what it was.
        market.passes(Duration.ofDays(4));
        sellers.await(seller, sellers.begin(seller, null), "FAILED");
        var dispute = claim(sale, 1);
        assertThat(market.has(seller, "blocked")).isPositive();
        parts.deliver(sale, 3);
        parts.accept(sale, 3).statusCode(200);
        market.awaitStage(sale, "RELEASED");
        var second = claim(sale, 3);
        market.rule(sale, second, "SELLER");
        parts.told(sale, "bonafide.escrow.RulingSettled.v1", second);

        // The reserves have come back, each to where it was from.
        market.passes(Duration.ofDays(20));
        awaitHas(seller, "blocked", 99_400);
        awaitHas(seller, "available", 198_800 + 49_700);
        market.rule(sale, dispute, "SELLER");
        awaitHas(seller, "available", 99_400 + 198_800 + 49_700);
        assertThat(market.has(seller, "blocked")).isZero();
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("D-1: ruled for the seller, what it has brought is the seller's again")
    void ruledForTheSeller() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 2);
        parts.accept(sale, 2).statusCode(200);
        var dispute = claim(sale, 2);
        market.rule(sale, dispute, "SELLER");
        market.probe().await("bonafide.escrow.RulingSettled.v1", sale.order());
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.has(sale.seller(), "blocked")).isZero());
        assertThat(market.payable(sale.seller())).isEqualTo(198_800);
        parts.awaitFacts(sale, "FUNDED", "RELEASED");
        parts.awaitStates(sale, "AWAITED", "RELEASED");
        var seen = market.see(sale, "/milestones");
        assertThat(seen.getLong("items[1].toBuyer.amountMinor")).isZero();
        assertThat(seen.getLong("items[1].toSeller.amountMinor")).isEqualTo(198_800);
    }

    /** What each side has of the first milestone, which was claimed and ruled about. */
    private void assertHad(Sale sale, long buyer, long seller) {
        var seen = market.see(sale, "/milestones");
        assertThat(seen.getString("items[0].rulingId")).isNotNull();
        assertThat(seen.getLong("items[0].toBuyer.amountMinor")).isEqualTo(buyer);
        assertThat(seen.getLong("items[0].toSeller.amountMinor")).isEqualTo(seller);
        assertThat(seen.getString("items[1].toBuyer")).isNull();
    }

    @Test
    void theDatabaseClaimsOnlyWhatWasAcceptedAndKeepsIt() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.accept(sale, 1).statusCode(200);
        assertRefused("was not accepted", insert(sale, 2));
        assertRefused("is claimed and its earnings may be paid out", insert(sale, 1));
        claim(sale, 1);
        var of = " where order_id = '" + sale.order() + "'";
        assertRefused("a claim is only ever decided", "delete from milestone_claim" + of);
        assertRefused("is decided by nobody", "update milestone_claim set ruling_id = gen_random_uuid()" + of);
        assertRefused("milestone_claim_pkey", insert(sale, 1));
    }

    private UUID claim(Sale sale, int number) {
        var dispute = market.disputeMilestone(sale, number, market.now(), "SNAD");
        var frozen = parts.told(sale, FROZEN, dispute);
        assertThat(frozen.path("milestone").asInt()).isEqualTo(number);
        assertThat(frozen.path("source").asText()).isEqualTo("AFTER_RELEASE");
        assertThat(frozen.at("/held/amountMinor").asLong()).isZero();
        return dispute;
    }

    private void awaitHas(UUID seller, String part, long minor) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.has(seller, part)).isEqualTo(minor));
    }

    private static String insert(Sale sale, int number) {
        return "insert into milestone_claim (milestone_id, order_id, dispute_id, since) select id, order_id,"
                + " gen_random_uuid(), now() from milestone where number = " + number + " and order_id = '"
                + sale.order() + "'";
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
}
