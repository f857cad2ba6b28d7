package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.escrow.store.Entries;
import dev.bonafide.fixtures.Contracts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One register of what a buyer has had back, on which everybody draws who pays one. */
@QuarkusTest
class IndemnityTest extends MarketTest {
    private static final String DECIDED = "bonafide.logistics.InsuranceClaimDecided.v1";
    private static final String PAID = "bonafide.escrow.IndemnityPaid.v1";
    private static final String REFUSED = "bonafide.escrow.IndemnityRefused.v1";

    @Inject
    DataSource database;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Finance finance;

    @BeforeEach
    void aPool() {
        finance = new Finance(market);
        finance.aFreshPool();
    }

    @Test
    @DisplayName("AS-18: a buyer whom the pool has paid has only the rest of the hold, and the pool has its money back")
    void aRulingAfterAnAdvanceGivesTheRest() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var before = finance.balance();
        finance.awaitPaid(sale, finance.advance(sale, 100_000));
        assertThat(finance.balance()).isEqualTo(before - 100_000);

        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(200_000);
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertThat(market.payable(sale.seller())).isZero();
        assertNothingIsOpen(sale);
        assertThat(finance.awaitRefused(sale, finance.advance(sale, 1))).contains("ABOVE_LOSS");
    }

    @Test
    @DisplayName(
            "AS-18: what a bank leaves with a buyer whom the pool has paid costs the seller what the buyer had lost")
    void aChargebackAfterAnAdvanceIsBorneOnce() {
        var sale = market.payable(300_000);
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        market.delivered(sale);
        market.accept(sale).statusCode(200);
        finance.awaitPaid(sale, finance.advance(sale, 100_000));
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly("SETTLED"));

        script(sale, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        script(sale, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());

        market.awaitParked(sale, "INDEMNIFIED_TWICE");
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-100_000);
        // 298,200 earned: the pool and the bank together took the loss of 300,000 and no more.
        assertThat(market.has(sale.seller(), "owed")).isEqualTo(1_800);
        assertThat(market.payable(sale.seller())).isZero();
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("AS-18: a ruling for a buyer who has been made whole moves the hold to whoever has paid")
    void aRulingForABuyerMadeWholeGivesNothingMore() {
        var sale = market.payable(300_000);
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        market.delivered(sale);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        finance.awaitPaid(sale, finance.advance(sale, 300_000));
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        assertThat(market.probe().count("bonafide.escrow.OrderRefunded.v1", sale.order()))
                .isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("G-6, AS-18: what the insurer approves is the buyer's, once, and the hold is the seller's")
    void theInsurerMakesTheLossGood() {
        var sale = market.delivered(300_000);
        insured(sale, UUID.randomUUID(), "DECLINED", 300_000);
        var claim = UUID.randomUUID();
        insured(sale, claim, "APPROVED", 300_000);
        var paid = answer(sale, PAID, claim);
        assertThat(paid.path("source").asText()).isEqualTo("INSURER");
        assertThat(paid.at("/amount/amountMinor").asLong()).isEqualTo(300_000);
        assertThat(paid.at("/left/amountMinor").asLong()).isZero();
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.see(sale, "/refunds").<String>getList("items.status"))
                        .containsExactly("SETTLED"));
        insured(sale, claim, "APPROVED", 300_000);
        await().atMost(Market.SOON)
                .untilAsserted(() ->
                        assertThat(market.probe().count(PAID, sale.order())).isEqualTo(2));
        var second = UUID.randomUUID();
        insured(sale, second, "APPROVED", 1);
        var refused = answer(sale, REFUSED, second);
        assertThat(refused.path("code").asText()).isEqualTo("ALREADY_INDEMNIFIED");
        assertThat(refused.path("by").asText()).isEqualTo("INSURER");

        market.passes(Duration.ofDays(7));
        market.awaitStage(sale, "RELEASED");
        assertThat(market.see(sale, "/ledger").<String>getList("items.fact"))
                .containsExactlyInAnyOrder("FUNDED", "INSURER_PAID", "REFUND_SETTLED", "RELEASED");
        assertThat(market.net(sale, "INSURANCE")).isEqualTo(-300_000);
        assertThat(market.payable(sale.seller())).isEqualTo(298_200);
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName(
            "G-6, AS-18: partial cover leaves the remainder to a ruling, and the seller has what the insurer stood in for")
    void partialCoverLeavesTheRemainder() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        var claim = UUID.randomUUID();
        insured(sale, claim, "APPROVED", 100_000);
        assertThat(answer(sale, PAID, claim).at("/left/amountMinor").asLong()).isEqualTo(200_000);
        market.rule(sale, dispute, "BUYER");
        market.awaitStage(sale, "REFUNDED");
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(200_000);
        assertThat(market.payable(sale.seller())).isEqualTo(100_000);
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("G-6: a claim about an order we know otherwise is refused and kept for a person")
    void aClaimThatDiffers() {
        var sale = market.delivered(300_000);
        var other = new Market.Sale(UUID.randomUUID(), sale.seller(), sale.listing(), sale.order());
        var claim = UUID.randomUUID();
        insured(other, claim, "APPROVED", 300_000);
        assertThat(answer(sale, REFUSED, claim).path("code").asText()).isEqualTo("ORDER_DIFFERS");
        market.awaitParked(sale, "ORDER_DIFFERS");
        var unpaid = market.payable(300_000);
        var early = UUID.randomUUID();
        insured(unpaid, early, "APPROVED", 300_000);
        assertThat(answer(unpaid, REFUSED, early).path("code").asText()).isEqualTo("NOTHING_LOST");
        assertThat(market.net(sale, "BUYER_REFUND")).isZero();
    }

    /** Each alone would give the buyer all of it: the first does, and only a bank gives more, at the platform's expense. */
    @ParameterizedTest
    @ValueSource(strings = {"IRC", "ICR", "RIC", "RCI", "CIR", "CRI"})
    @DisplayName("AS-18: insurer, ruling and chargeback in all six orders: paid once")
    void aLossIsMadeGoodOnce(String order) throws SQLException {
        var sale = market.payable(300_000);
        market.pay(sale, "succeed");
        market.awaitStage(sale, "FUNDED");
        market.delivered(sale);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        for (var source : order.split("")) {
            switch (source) {
                case "I" -> {
                    var claim = UUID.randomUUID();
                    insured(sale, claim, "APPROVED", 300_000);
                    await().atMost(Market.SOON)
                            .until(() -> market.probe().count(PAID, sale.order())
                                            + market.probe().count(REFUSED, sale.order())
                                    > 0);
                }
                case "R" -> {
                    market.rule(sale, dispute, "BUYER");
                    await().atMost(Market.SOON)
                            .until(() -> market.probe().count("bonafide.escrow.RulingSettled.v1", sale.order())
                                            + market.probe()
                                                    .count("bonafide.escrow.RulingMoneyRefused.v1", sale.order())
                                    > 0);
                }
                default -> {
                    script(sale, "chargeback:PT0S");
                    market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
                    script(sale, "chargeback-lost");
                    market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
                }
            }
        }
        if (market.stage(sale).equals("DISPUTED")) {
            market.rule(sale, dispute, "SELLER");
        }
        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.stage(sale)).isIn("REFUNDED", "RELEASED"));
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        assertThat(Entries.one(database, "select drawn_minor from indemnity where order_id = '" + sale.order() + "'"))
                .isEqualTo("300000");
        assertNothingIsOpen(sale);
    }

    /** Told twice, as brokers do. */
    private void insured(Market.Sale sale, UUID claim, String decision, long minor) {
        var id = UUID.randomUUID();
        market.probe().publish(DECIDED, claim, claim(sale, claim, decision, minor), id);
        market.probe().publish(DECIDED, claim, claim(sale, claim, decision, minor), id);
    }

    private static ObjectNode claim(Market.Sale sale, UUID claim, String decision, long minor) {
        var data = Contracts.sample(DECIDED, decision.toLowerCase(Locale.ROOT))
                .put("claimId", claim.toString())
                .put("orderId", sale.order().toString())
                .put("buyerId", sale.buyer().toString())
                .put("sellerId", sale.seller().toString());
        if (data.has("amount")) {
            data.putObject("amount").put("amountMinor", minor).put("currency", "CNY");
        }
        return data;
    }

    private JsonNode answer(Market.Sale sale, String type, UUID claim) {
        return market.probe()
                .await(type, sale.order(), data -> data.path("claimId").asText().equals(claim.toString()))
                .data();
    }

    private void script(Market.Sale sale, String script) {
        PaymentTest.script(UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId")), script);
    }

    private void assertNothingIsOpen(Market.Sale sale) {
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }
}
