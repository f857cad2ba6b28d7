package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.web.Market.Sale;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E-11, D-1: a dispute about one milestone; the others go on. The seller's fee is 60 basis points. */
@QuarkusTest
class MilestoneDisputeTest extends MarketTest {
    private static final String FROZEN = "bonafide.escrow.OrderFrozen.v1";
    private static final String FIXED = "bonafide.escrow.RulingMoneyFixed.v1";
    private static final String NOT_FIXED = "bonafide.escrow.RulingMoneyRefused.v1";
    private static final String SETTLED = "bonafide.escrow.RulingSettled.v1";

    @Inject
    OrderDesk desk;

    @Inject
    Transactions transactions;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private PartsMarket parts;

    @BeforeEach
    void parts() {
        parts = new PartsMarket(market);
    }

    @Test
    @DisplayName(
            "D-1, E-11: it freezes one, silence accepts the others, and a ruling for the buyer gives back that one")
    void itFreezesOneAlone() {
        var sale = parts.begun(100_000, 120_000, 80_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        var dispute = market.disputeMilestone(sale, 1, market.now());
        var frozen = parts.told(sale, FROZEN, dispute);
        assertThat(frozen.path("milestone").asInt()).isEqualTo(1);
        assertThat(frozen.path("source").asText()).isEqualTo("HELD");
        assertThat(frozen.at("/held/amountMinor").asLong()).isEqualTo(100_000);
        assertThat(states(sale)).containsExactly("FROZEN", "DELIVERED", "AWAITED");
        assertThat(market.see(sale, "/milestones").getString("items[0].disputeId"))
                .isEqualTo(dispute.toString());
        assertThat(market.stage(sale)).isEqualTo("IN_MILESTONES");

        parts.deliver(sale, 3);
        market.passes(Duration.ofDays(7).plusMinutes(1));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(states(sale)).containsExactly("FROZEN", "RELEASED", "RELEASED"));
        assertThat(market.payable(sale.seller())).isEqualTo(200_000 - 1_200);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(100_000);

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        assertThat(states(sale)).containsExactly("RULED", "RELEASED", "RELEASED");
        assertThat(market.see(sale, "/milestones").getLong("items[0].toBuyer.amountMinor"))
                .isEqualTo(100_000);
        parts.awaitFacts(sale, "FUNDED", "RELEASED", "RELEASED", "REFUNDED", "REFUND_SETTLED");
        assertThat(market.payable(sale.seller())).isEqualTo(198_800);
        var ended = market.probe().await("bonafide.escrow.OrderPartiallyRefunded.v1", sale.order());
        assertThat(ended.data().path("by").asText()).isEqualTo("RULING");
        assertThat(ended.data().at("/buyerAmount/amountMinor").asLong()).isEqualTo(100_000);
        assertThat(ended.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(198_800);
        assertThat(ended.data().at("/fee/amountMinor").asLong()).isEqualTo(1_200);
        market.probe().await("bonafide.escrow.OrderReleased.v1", sale.order());
        var freezes = market.see(sale, "/freezes");
        assertThat(freezes.<Integer>getList("items.milestone")).containsExactly(1);
        assertThat(freezes.getString("items[0].endedAt")).isNotNull();
        assertThat(freezes.getList("milestones")).isEmpty();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "D-1: one dispute per milestone, and none about the rest beside it; refused with the reason, nothing changed")
    void whatIsRefused() {
        var sale = parts.begun(100_000, 120_000, 80_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        parts.told(sale, FROZEN, market.disputeMilestone(sale, 1, market.now()));
        var version = market.asFinance().get(path(sale, "")).header("ETag");

        parts.assertRefused(sale, "OTHER_DISPUTE_OPEN", market.disputeMilestone(sale, 1, market.now()));
        parts.assertRefused(sale, "OTHER_DISPUTE_OPEN", market.dispute(sale, market.now()));
        parts.assertRefused(sale, "NOT_SHIPPED", market.disputeMilestone(sale, 3, market.now()));
        parts.assertRefused(sale, "NO_SUCH_MILESTONE", market.disputeMilestone(sale, 4, market.now()));
        parts.accept(sale, 1)
                .statusCode(409)
                .body("code", equalTo("MILESTONE_DISPUTED"))
                .body("number", equalTo(1));
        market.as(sale.buyer())
                .body(Map.of("amount", Map.of("amountMinor", 1_000, "currency", "CNY")))
                .post(path(sale, "/refund-offers"))
                .then()
                .statusCode(409)
                .body("code", equalTo("MILESTONE_DISPUTED"));
        assertThat(market.asFinance().get(path(sale, "")).header("ETag")).isEqualTo(version);
        assertThat(states(sale)).containsExactly("FROZEN", "DELIVERED", "AWAITED");

        parts.told(sale, FROZEN, market.disputeMilestone(sale, 2, market.now()));
        assertThat(states(sale)).containsExactly("FROZEN", "FROZEN", "AWAITED");
        assertThat(market.see(sale, "/freezes").<Integer>getList("milestones.number"))
                .containsExactly(1, 2);
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);

        var whole = parts.begun(100_000, 200_000);
        parts.deliver(whole, 1);
        parts.told(whole, FROZEN, market.dispute(whole, market.now()));
        parts.assertRefused(whole, "OTHER_DISPUTE_OPEN", market.disputeMilestone(whole, 1, market.now()));
        assertRefused(market.delivered(300_000), "NO_SUCH_MILESTONE");
    }

    @Test
    @DisplayName("D-8, X-1: two milestones are ruled about at once, step by step, each to its own fen; one is appealed")
    void twoAtOnceByTheirSteps() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        var first = market.disputeMilestone(sale, 1, market.now());
        var second = market.disputeMilestone(sale, 2, market.now());
        parts.told(sale, FROZEN, first);
        parts.told(sale, FROZEN, second);
        var ruling = UUID.randomUUID();
        var other = UUID.randomUUID();

        assertThat(answer(sale, FIXED, due(sale, first, ruling, "FIX_MONEY", 1, 60_000, 40_000))
                        .at("/held/amountMinor")
                        .asLong())
                .isEqualTo(100_000);
        var differs = answer(sale, NOT_FIXED, due(sale, second, other, "FIX_MONEY", 1, 150_000, 100_000));
        assertThat(differs.path("code").asText()).isEqualTo("HELD_DIFFERS");
        assertThat(differs.at("/held/amountMinor").asLong()).isEqualTo(200_000);
        assertThat(differs.at("/left/amountMinor").asLong()).isEqualTo(200_000);
        answer(sale, FIXED, due(sale, second, other, "FIX_MONEY", 2, 0, 200_000));
        var late = answer(sale, NOT_FIXED, due(sale, first, UUID.randomUUID(), "FIX_MONEY", 1, 100_000, 0));
        assertThat(late.path("code").asText()).isEqualTo("OTHER_RULING");

        var moved = due(sale, second, other, "MOVE_MONEY", 2, 0, 200_000);
        assertThat(answer(sale, SETTLED, moved).path("entryIds")).hasSize(1);
        assertThat(states(sale)).containsExactly("FROZEN", "RULED");
        assertThat(market.stage(sale)).isEqualTo("IN_MILESTONES");
        assertThat(market.payable(sale.seller())).isEqualTo(198_800);
        parts.accept(sale, 2).statusCode(409).body("code", equalTo("MILESTONE_RULED"));

        answer(sale, SETTLED, due(sale, first, ruling, "MOVE_MONEY", 1, 60_000, 40_000));
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        parts.awaitFacts(sale, "FUNDED", "RELEASED", "SPLIT", "REFUND_SETTLED");
        // Of the fee of 600 for the first, two fifths are due.
        assertThat(market.payable(sale.seller())).isEqualTo(198_800 + 40_000 - 240);
        var ended = market.probe().await("bonafide.escrow.OrderPartiallyRefunded.v1", sale.order());
        assertThat(ended.data().at("/buyerAmount/amountMinor").asLong()).isEqualTo(60_000);
        assertThat(ended.data().at("/sellerAmount/amountMinor").asLong()).isEqualTo(238_560);
        assertThat(ended.data().at("/fee/amountMinor").asLong()).isEqualTo(1_440);
        market.assertNothingIsLeft(sale);

        // D-11: an appeal about the second makes up the difference of that one.
        market.rule(sale, second, "BUYER");
        parts.awaitFacts(sale, "FUNDED", "RELEASED", "SPLIT", "REFUND_SETTLED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.payable(sale.seller())).isEqualTo(39_760);
        assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                .containsExactlyInAnyOrder(60_000, 200_000);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName("AS-6: a dispute that ends without a ruling gives the milestone the time it had left")
    void itsClockGoesOn() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        var dispute = market.disputeMilestone(sale, 1, market.now());
        parts.told(sale, FROZEN, dispute);
        market.passes(Duration.ofDays(10));
        assertThat(states(sale)).containsExactly("FROZEN", "AWAITED");
        transactions
                .runApart(session -> desk.carryOut(session, sale.order(), new Resume(dispute)))
                .await()
                .atMost(Duration.ofSeconds(20));
        var resumed = parts.told(sale, "bonafide.escrow.OrderResumed.v1", dispute);
        assertThat(resumed.path("milestone").asInt()).isEqualTo(1);
        assertThat(resumed.path("stage").asText()).isEqualTo("IN_MILESTONES");
        market.passes(Duration.ofDays(6));
        assertThat(states(sale)).containsExactly("DELIVERED", "AWAITED");
        market.passes(Duration.ofDays(1).plusMinutes(5));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(states(sale)).containsExactly("RELEASED", "AWAITED"));
        assertThat(market.payable(sale.seller())).isEqualTo(99_400);
    }

    @Test
    @DisplayName(
            "X-1: the freeze of a milestone ages, is warned of and extended once by two people, and ends by itself")
    void itsFreezeEndsByItself() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        var dispute = market.disputeMilestone(sale, 1, market.now());
        parts.told(sale, FROZEN, dispute);
        var ends = Instant.parse(market.see(sale, "/milestones").getString("items[0].freezeEndsAt"));
        market.passes(Duration.ofDays(52));
        var ageing = parts.told(sale, "bonafide.escrow.FreezeAgeing.v1", dispute);
        assertThat(ageing.path("milestone").asInt()).isEqualTo(1);
        assertThat(ageing.at("/held/amountMinor").asLong()).isEqualTo(100_000);
        market.passes(Duration.ofDays(1));
        var soon = parts.told(sale, "bonafide.escrow.FreezeEndsSoon.v1", dispute);
        assertThat(soon.path("milestone").asInt()).isEqualTo(1);
        assertThat(Instant.parse(soon.path("expiresAt").asText())).isEqualTo(ends);

        parts.extend(sale, 2).statusCode(409).body("code", equalTo("WRONG_STAGE"));
        parts.extend(sale, 3).statusCode(404).body("code", equalTo("MILESTONE_NOT_FOUND"));
        parts.extend(sale, 1).statusCode(202);
        parts.extend(sale, 1).statusCode(200);
        assertThat(parts.told(sale, "bonafide.escrow.FreezeExtended.v1", dispute)
                        .path("milestone")
                        .asInt())
                .isEqualTo(1);
        parts.extend(sale, 1).statusCode(409).body("code", equalTo("FREEZE_EXTENDED_BEFORE"));
        assertThat(Instant.parse(market.see(sale, "/freezes").getString("milestones[0].endsAt")))
                .isEqualTo(ends.plus(Duration.ofDays(30)));

        // What was never delivered goes back meanwhile.
        market.passes(Duration.ofDays(8));
        await().atMost(Market.SOON).untilAsserted(() -> assertThat(states(sale)).containsExactly("FROZEN", "REFUNDED"));
        market.passes(Duration.ofDays(29));
        assertThat(parts.told(sale, "bonafide.escrow.FreezeExpired.v1", dispute)
                        .path("milestone")
                        .asInt())
                .isEqualTo(1);
        market.awaitStage(sale, "REFUNDED");
        parts.awaitFacts(sale, "FUNDED", "REFUNDED", "REFUND_SETTLED", "REFUNDED", "REFUND_SETTLED");
        market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(market.payable(sale.seller())).isZero();
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("E-13: a bank freezes the rest beside it; a ruling waits for the bank with what it gives the buyer")
    void besideABank() {
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        var dispute = market.disputeMilestone(sale, 1, market.now());
        parts.told(sale, FROZEN, dispute);
        parts.script(sale, "chargeback:PT0S");
        market.awaitStage(sale, "DISPUTED");
        assertThat(states(sale)).containsExactly("FROZEN", "DELIVERED");
        market.rule(sale, dispute, "BUYER");
        await().atMost(Market.SOON).untilAsserted(() -> assertThat(states(sale)).containsExactly("RULED", "DELIVERED"));
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        assertThat(market.net(sale, "BUYER_REFUND")).isEqualTo(100_000);

        parts.script(sale, "chargeback-won");
        market.awaitStage(sale, "IN_MILESTONES");
        parts.awaitFacts(sale, "FUNDED", "CHARGEBACK_WITHDRAWN", "REFUNDED", "CHARGEBACK_WON", "REFUND_SETTLED");
        parts.accept(sale, 2).statusCode(200).body("stage", equalTo("PARTIALLY_REFUNDED"));
        assertThat(market.payable(sale.seller())).isEqualTo(198_800);
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName("AS-18: what the pool has advanced is counted once, whichever milestone is ruled about first")
    void anAdvanceIsCountedOnce() {
        var finance = new Finance(market);
        finance.aFreshPool();
        var sale = parts.begun(100_000, 200_000);
        parts.deliver(sale, 1);
        parts.deliver(sale, 2);
        var first = market.disputeMilestone(sale, 1, market.now());
        var second = market.disputeMilestone(sale, 2, market.now());
        parts.told(sale, FROZEN, first);
        parts.told(sale, FROZEN, second);
        var before = finance.balance();
        finance.awaitPaid(sale, finance.advance(sale, 50_000));

        market.rule(sale, second, "BUYER");
        await().atMost(Market.SOON).untilAsserted(() -> assertThat(states(sale)).containsExactly("FROZEN", "RULED"));
        market.rule(sale, first, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.see(sale, "/refunds").<Integer>getList("items.amount.amountMinor"))
                                .containsExactlyInAnyOrder(50_000, 150_000, 100_000));
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    // The order

    private List<String> states(Sale sale) {
        return market.see(sale, "/milestones").getList("items.state");
    }

    private static String path(Sale sale, String what) {
        return "/v1/orders/" + sale.order() + what;
    }

    // The dispute service

    private void assertRefused(Sale sale, String reason) {
        parts.assertRefused(sale, reason, market.disputeMilestone(sale, 1, market.now()));
    }

    /** A step that is asked for twice, as brokers do; its id. */
    private UUID due(Sale sale, UUID dispute, UUID ruling, String name, int version, long buyer, long seller) {
        var step = UUID.randomUUID();
        var data = Contracts.sample("bonafide.dispute.RulingStepDue.v1", "parcel")
                .put("disputeId", dispute.toString())
                .put("orderId", sale.order().toString())
                .put("rulingId", ruling.toString())
                .put("stepId", step.toString())
                .put("step", name)
                .put("planVersion", version)
                .put("attempt", 1);
        var legs = data.putArray("legs");
        for (var leg : List.of(Map.entry("BUYER", buyer), Map.entry("SELLER", seller))) {
            legs.addObject()
                    .put("party", leg.getKey())
                    .putObject("amount")
                    .put("amountMinor", leg.getValue())
                    .put("currency", "CNY");
        }
        var id = UUID.randomUUID();
        market.probe().publish("bonafide.dispute.RulingStepDue.v1", dispute, data, id);
        market.probe().publish("bonafide.dispute.RulingStepDue.v1", dispute, data, id);
        return step;
    }

    private JsonNode answer(Sale sale, String type, UUID step) {
        return market.probe()
                .await(type, sale.order(), data -> data.path("stepId").asText().equals(step.toString()))
                .data();
    }
}
