package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.escrow.desk.ruling.RulingDesk;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The money of a ruling is fixed and moved, step by step, once. A dispute service is played in events. */
@QuarkusTest
class RulingTest extends MarketTest {
    private static final String FIXED = "bonafide.escrow.RulingMoneyFixed.v1";
    private static final String REFUSED = "bonafide.escrow.RulingMoneyRefused.v1";
    private static final String SETTLED = "bonafide.escrow.RulingSettled.v1";

    @Inject
    RulingDesk desk;

    @Inject
    RulingMoneys moneys;

    @Inject
    Transactions transactions;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Finance finance;

    @BeforeEach
    void aPool() {
        finance = new Finance(market);
        finance.aFreshPool();
    }

    @Test
    @DisplayName(
            "X-1: fixed money waits for its step, nobody else can use it, and it moves once however often it is asked for")
    void aPlanOfTwoSteps() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var ruling = ruledWithPlan(sale, dispute);
        var fix = UUID.randomUUID();
        var move = UUID.randomUUID();

        due(sale, dispute, ruling, move, "MOVE_MONEY", 1, 1, 100_000, 200_000);
        assertThat(answer(sale, REFUSED, move).path("code").asText()).isEqualTo("NOT_FIXED");

        due(sale, dispute, ruling, fix, "FIX_MONEY", 1, 1, 100_000, 200_000);
        var fixed = answer(sale, FIXED, fix);
        assertThat(fixed.at("/held/amountMinor").asLong()).isEqualTo(300_000);
        assertThat(fixed.at("/legs/buyer/amountMinor").asLong()).isEqualTo(100_000);
        due(sale, dispute, ruling, UUID.randomUUID(), "PARCEL", 1, 1);
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        assertThat(finance.awaitRefused(sale, finance.advance(sale, 200_001))).containsExactly("ABOVE_LOSS");
        var other = UUID.randomUUID();
        var otherFix = UUID.randomUUID();
        due(sale, dispute, other, otherFix, "FIX_MONEY", 1, 1, 300_000, 0);
        assertThat(answer(sale, REFUSED, otherFix).path("code").asText()).isEqualTo("OTHER_RULING");

        due(sale, dispute, ruling, move, "MOVE_MONEY", 1, 2, 100_000, 200_000);
        var settled = answer(sale, SETTLED, move);
        assertThat(settled.path("entryIds")).hasSize(1);
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
        due(sale, dispute, ruling, move, "MOVE_MONEY", 1, 3, 100_000, 200_000);
        due(sale, dispute, ruling, fix, "FIX_MONEY", 1, 2, 100_000, 200_000);
        await().atMost(Market.SOON)
                .untilAsserted(() ->
                        assertThat(market.probe().count(SETTLED, sale.order())).isGreaterThanOrEqualTo(3));
        awaitFacts(sale, "FUNDED", "SPLIT", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        assertThat(market.payable(sale.seller())).isPositive();
    }

    @Test
    @DisplayName("X-1: legs that do not come to what is held are refused with what is; the next plan starts from it")
    void aPlanThatIsRefusedIsFollowedByTheNext() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var ruling = ruledWithPlan(sale, dispute);
        var first = UUID.randomUUID();
        due(sale, dispute, ruling, first, "FIX_MONEY", 1, 1, 100_000, 100_000);
        var refused = answer(sale, REFUSED, first);
        assertThat(refused.path("code").asText()).isEqualTo("HELD_DIFFERS");
        assertThat(refused.at("/held/amountMinor").asLong()).isEqualTo(300_000);
        assertThat(refused.at("/left/amountMinor").asLong()).isEqualTo(300_000);
        due(sale, dispute, ruling, UUID.randomUUID(), "FIX_MONEY", 2, 1, 100_000, 200_000);
        var move = UUID.randomUUID();
        due(sale, dispute, ruling, move, "MOVE_MONEY", 2, 1, 100_000, 200_000);
        answer(sale, SETTLED, move);
        market.awaitStage(sale, "PARTIALLY_REFUNDED");
    }

    @Test
    @DisplayName("X-1: a crash before, between and within the two steps leaves one settlement")
    void aCrashAtAnyPoint() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var ask = new Ask(UUID.randomUUID(), dispute, sale.order(), 1, new Ruling.ForBuyer(), null);
        var fix = UUID.randomUUID();
        var move = UUID.randomUUID();

        crash(session -> desk.fix(session, ask, fix));
        assertThat(known(ask.rulingId())).isNull();
        inOne(session -> desk.fix(session, ask, fix));
        crash(session -> desk.move(session, ask, move));
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        assertThat(market.net(sale, "ESCROW_LIABILITY")).isEqualTo(300_000);
        assertThat(known(ask.rulingId())).isInstanceOf(RulingMoney.Fixed.class);
        inOne(session -> desk.move(session, ask, move));
        inOne(session -> desk.move(session, ask, move));
        inOne(session -> desk.fix(session, ask, fix));
        market.awaitStage(sale, "REFUNDED");
        awaitFacts(sale, "FUNDED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);
        Long unpaid = inOne(session -> moneys.unpaid(session, market.now()));
        assertThat(unpaid).isZero();
    }

    @Test
    @DisplayName("D-11: an appeal for the buyer takes the money from the seller's earnings, and what is short is owed")
    void anAppealForTheBuyer() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        market.rule(sale, dispute, "SELLER");
        market.awaitStage(sale, "RELEASED");

        market.rule(sale, dispute, "BUYER");
        awaitFacts(sale, "FUNDED", "RELEASED", "CLAWED_BACK", "REFUND_SETTLED");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-1_800);
        market.assertNothingIsLeft(sale);
        assertThat(market.stage(sale)).isEqualTo("RELEASED");
    }

    @Test
    @DisplayName("D-11: an appeal for the seller pays the seller at the platform's expense; the buyer keeps theirs")
    void anAppealForTheSeller() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");

        market.rule(sale, dispute, "SELLER");
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.payable(sale.seller())).isEqualTo(298_200));
        awaitFacts(sale, "FUNDED", "REFUNDED", "REFUND_SETTLED", "SELLER_COMPENSATED");
        market.assertNothingIsLeft(sale);
    }

    @Test
    @DisplayName(
            "X-1: a freeze that nobody ends is told each day and ends on the sixtieth, although a ruling had the money")
    void theCeilingOfAFreeze() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var fix = UUID.randomUUID();
        var ruling = ruledWithPlan(sale, dispute);
        due(sale, dispute, ruling, fix, "FIX_MONEY", 1, 1, 100_000, 200_000);
        answer(sale, FIXED, fix);

        var age = 0;
        for (var days : List.of(1, 2, 59)) {
            market.passes(Duration.ofDays(days - age));
            age = days;
            market.probe()
                    .await(
                            "bonafide.escrow.FreezeAgeing.v1",
                            sale.order(),
                            data -> data.path("days").asInt() == days);
        }
        assertThat(market.stage(sale)).isEqualTo("DISPUTED");
        market.passes(Duration.ofDays(1));
        market.probe().await("bonafide.escrow.FreezeExpired.v1", sale.order());
        market.awaitStage(sale, "REFUNDED");
        awaitFacts(sale, "FUNDED", "REFUNDED", "REFUND_SETTLED");
        market.assertNothingIsLeft(sale);

        var move = UUID.randomUUID();
        due(sale, dispute, ruling, move, "MOVE_MONEY", 1, 1, 100_000, 200_000);
        assertThat(answer(sale, SETTLED, move).path("entryIds")).isEmpty();
        assertThat(market.probe().count("bonafide.escrow.FreezeAgeing.v1", sale.order()))
                .isEqualTo(3);
    }

    private UUID ruledWithPlan(Market.Sale sale, UUID dispute) {
        var ruling = UUID.randomUUID();
        market.probe()
                .publish(
                        "bonafide.dispute.DisputeRuled.v1",
                        dispute,
                        Contracts.sample("bonafide.dispute.DisputeRuled.v1", "with-plan")
                                .put("disputeId", dispute.toString())
                                .put("orderId", sale.order().toString())
                                .put("rulingId", ruling.toString()),
                        UUID.randomUUID());
        return ruling;
    }

    /** Asked for twice, as brokers do. */
    private void due(
            Market.Sale sale,
            UUID dispute,
            UUID ruling,
            UUID step,
            String name,
            int version,
            int attempt,
            long... buyerAndSeller) {
        var data = Contracts.sample("bonafide.dispute.RulingStepDue.v1", "parcel")
                .put("disputeId", dispute.toString())
                .put("orderId", sale.order().toString())
                .put("rulingId", ruling.toString())
                .put("stepId", step.toString())
                .put("step", name)
                .put("planVersion", version)
                .put("attempt", attempt);
        if (buyerAndSeller.length > 0) {
            var legs = data.putArray("legs");
            for (var leg : List.of(Map.entry("BUYER", buyerAndSeller[0]), Map.entry("SELLER", buyerAndSeller[1]))) {
                legs.addObject()
                        .put("party", leg.getKey())
                        .putObject("amount")
                        .put("amountMinor", leg.getValue())
                        .put("currency", "CNY");
            }
        }
        var id = UUID.randomUUID();
        market.probe().publish("bonafide.dispute.RulingStepDue.v1", dispute, data, id);
        market.probe().publish("bonafide.dispute.RulingStepDue.v1", dispute, data, id);
    }

    private JsonNode answer(Market.Sale sale, String type, UUID step) {
        return market.probe()
                .await(type, sale.order(), data -> data.path("stepId").asText().equals(step.toString()))
                .data();
    }

    private void awaitFacts(Market.Sale sale, String... facts) {
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                        .containsExactlyInAnyOrder(facts));
    }

    private @Nullable RulingMoney known(UUID ruling) {
        return inOne(session -> moneys.find(session, ruling));
    }

    /** The work is done, and then the process dies before the commit. */
    private void crash(Function<Mutiny.Session, Uni<?>> work) {
        assertThatThrownBy(() -> inOne(session -> work.apply(session)
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("The process dies")))))
                .hasMessageContaining("The process dies");
    }

    private <T> T inOne(Function<Mutiny.Session, Uni<T>> work) {
        return transactions.runApart(work::apply).await().atMost(Duration.ofSeconds(20));
    }
}
