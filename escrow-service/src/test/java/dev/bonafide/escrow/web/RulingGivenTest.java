package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.escrow.desk.payment.ProviderWords;
import dev.bonafide.escrow.desk.ruling.RulingDesk;
import dev.bonafide.escrow.order.Ruling;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackClosed;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackOpened;
import dev.bonafide.escrow.ruling.RulingMoney;
import dev.bonafide.escrow.ruling.RulingMoney.Ask;
import dev.bonafide.escrow.store.RulingMoneys;
import dev.bonafide.fixtures.Contracts;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.transaction.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X-1, D-11: what a ruling says it has given is what the sides have, and a later one starts from there. */
@QuarkusTest
class RulingGivenTest extends MarketTest {
    private static final String SETTLED = "bonafide.escrow.RulingSettled.v1";
    private static final String CLAIM = "bonafide.logistics.InsuranceClaimDecided.v1";

    @Inject
    RulingDesk desk;

    @Inject
    RulingMoneys moneys;

    @Inject
    ProviderWords words;

    @Inject
    Transactions transactions;

    @Test
    @DisplayName(
            "D-11, AS-18: a claim of which the insurer has paid a part says what it has moved, and so does an appeal")
    void aClaimAfterTheInsurer() {
        var sale = market.delivered(300_000);
        market.accept(sale).statusCode(200);
        var dispute = market.dispute(sale, market.now(), "SNAD");
        market.probe().await("bonafide.escrow.OrderFrozen.v1", sale.order());
        insured(sale, 100_000);

        market.rule(sale, dispute, "BUYER");
        var ruled = settled(sale, 1);
        assertLegs(ruled.path("legs"), 200_000, 100_000, 0);
        assertLegs(ruled.path("fixed"), 300_000, 0, 0);
        assertThat(market.payable(sale.seller())).isEqualTo(98_200);

        market.rule(sale, dispute, "SELLER");
        var appealed = settled(sale, 2);
        // The buyer keeps theirs, and the seller has just what the sale had brought.
        assertLegs(appealed.path("legs"), 200_000, 300_000, 0);
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-200_000);
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("X-1, E-13: what a bank has left the buyer since it was fixed is taken off, with a plan and without")
    void aBankDecidesBetweenTheTwoSteps(boolean isPlanned) {
        var sale = disputed();
        var ask = fixedForTheBuyer(sale);
        aBankLeavesTheBuyer(sale, 100_000);

        var step = UUID.randomUUID();
        inOne(session ->
                isPlanned ? desk.move(session, ask, step).replaceWithVoid() : desk.move(session, ask.rulingId()));
        market.awaitStage(sale, "REFUNDED");
        var ruled = settled(sale, 1);
        assertThat(ruled.has("stepId")).isEqualTo(isPlanned);
        // The platform has borne what the bank has left the buyer, and has it from the hold.
        assertLegs(ruled.path("legs"), 200_000, 0, 100_000);
        assertLegs(ruled.path("fixed"), 300_000, 0, 0);
        assertNothingGoesBack(sale);

        // Nothing more is to be had by an appeal, and nothing was taken from the seller.
        var appeal = new Ask(UUID.randomUUID(), ask.disputeId(), sale.order(), 1, new Ruling.ForSeller(), null);
        inOne(session -> desk.fix(session, appeal, UUID.randomUUID()));
        inOne(session -> desk.move(session, appeal, UUID.randomUUID()));
        assertLegs(settled(sale, 2).path("legs"), 200_000, 300_000, 0);
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        market.assertBooksBalance();
    }

    @Test
    @DisplayName(
            "X-1, E-13: where a bank has left the buyer all of it the step is answered, and there is nothing to move")
    void aBankDecidesAboutAllOfIt() {
        var sale = disputed();
        var ask = fixedForTheBuyer(sale);
        aBankLeavesTheBuyer(sale, 300_000);
        market.awaitStage(sale, "REFUNDED");

        var step = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            inOne(session -> desk.move(session, ask, step));
            var ruled = settled(sale, i + 1);
            assertThat(ruled.path("entryIds")).isEmpty();
            assertLegs(ruled.path("legs"), 0, 0, 0);
        }
        var appeal = new Ask(UUID.randomUUID(), ask.disputeId(), sale.order(), 1, new Ruling.ForSeller(), null);
        var refused = inOne(session -> desk.fix(session, appeal, UUID.randomUUID()));
        assertThat(refused).isInstanceOf(RulingMoney.Refused.class);
        assertThat(market.payable(sale.seller())).isZero();
        Long unpaid = inOne(session -> moneys.unpaid(session, market.now()));
        assertThat(unpaid).isZero();
        assertNothingGoesBack(sale);
    }

    private Market.Sale disputed() {
        var sale = market.payable(300_000);
        market.pay(sale);
        market.awaitStage(sale, "FUNDED");
        market.delivered(sale);
        return sale;
    }

    private Ask fixedForTheBuyer(Market.Sale sale) {
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var ask = new Ask(UUID.randomUUID(), dispute, sale.order(), 1, new Ruling.ForBuyer(), null);
        inOne(session -> desk.fix(session, ask, UUID.randomUUID()));
        return ask;
    }

    private void assertNothingGoesBack(Market.Sale sale) {
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }

    private void aBankLeavesTheBuyer(Market.Sale sale, long minor) {
        var payment = UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId"));
        var reference = "cb-" + payment;
        inOne(session -> words.hearAnswer(
                session,
                "sandbox",
                new ChargebackOpened(
                        UUID.randomUUID().toString(),
                        payment,
                        reference,
                        Money.cny(minor),
                        "NOT_AS_DESCRIBED",
                        market.now().plus(Duration.ofDays(7)))));
        inOne(session -> words.hearAnswer(
                session, "sandbox", new ChargebackClosed(UUID.randomUUID().toString(), payment, reference, false)));
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
    }

    private void insured(Market.Sale sale, long minor) {
        var claim = UUID.randomUUID();
        var data = Contracts.sample(CLAIM, "approved")
                .put("claimId", claim.toString())
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", sale.seller().toString());
        data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        market.probe().publish(CLAIM, claim, data, UUID.randomUUID());
        market.probe().await("bonafide.escrow.IndemnityPaid.v1", sale.order());
    }

    /** The last of so many. */
    private JsonNode settled(Market.Sale sale, int times) {
        return market.probe().awaitCount(SETTLED, sale.order(), times).getLast().data();
    }

    private static void assertLegs(JsonNode legs, long buyer, long seller, long platform) {
        assertThat(legs.at("/buyer/amountMinor").asLong()).isEqualTo(buyer);
        assertThat(legs.at("/seller/amountMinor").asLong()).isEqualTo(seller);
        assertThat(legs.at("/platform/amountMinor").asLong()).isEqualTo(platform);
    }

    private <T> T inOne(Function<Mutiny.Session, Uni<T>> work) {
        return transactions.runApart(work::apply).await().atMost(Duration.ofSeconds(20));
    }
}
