package dev.bonafide.escrow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * D-11, AS-9: an advance of 100,000 is found wrong while the 300,000 of the order are held. What then comes of the order leaves nobody
 * with what another has lost. The seller's fee is 60 basis points.
 */
@QuarkusTest
class AdvanceVoidedTest extends MarketTest {
    private static final int EARNED = 49_700;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private Finance finance;

    @BeforeEach
    void aPool() {
        finance = new Finance(market);
        finance.aFreshPool();
    }

    /** The seller has another sale, of 50,000, from which some of the advance is repaid before it is found wrong, or after. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // what happens, ruling: refunded beside the advance, from this order to the seller, borne by the platform
        "advance void sale, BUYER,         200000, 0,      0",
        "advance sale void, BUYER,         200000, 0,      0",
        "sale advance void, BUYER,         200000, 0,      0",
        "advance sale,      BUYER,         200000, 0,      0",
        "advance sale void, SELLER,        0,      298200, 100000",
        "advance sale void, 150000:150000, 150000, 149100, 100000"
    })
    @DisplayName("AS-9, D-11: whoever has borne an advance has it back from the hold, once")
    void ruledAfterwards(String events, String ruling, long refunded, long earned, long borne) {
        var sale = disputed();
        var before = finance.balance();
        var advance = UUID.randomUUID();
        happens(sale, advance, events);
        rule(sale, ruling);

        await().atMost(Market.SOON)
                .untilAsserted(() -> assertThat(market.stage(sale.of())).isNotEqualTo("DISPUTED"));
        assertThat(market.has(sale.of().seller(), "owed")).isZero();
        assertThat(market.payable(sale.of().seller())).isEqualTo(EARNED + earned);
        assertThat(finance.balance()).isEqualTo(before);
        assertThat(-market.net(sale.of(), "PLATFORM_EXPENSE")).isEqualTo(borne);
        assertNothingIsOpen(sale.of());
        assertThat(market.see(sale.of(), "/refunds").<Integer>getList("items.amount.amountMinor").stream()
                        .mapToLong(Integer::longValue)
                        .sum())
                .isEqualTo(100_000 + refunded);
    }

    @Test
    @DisplayName(
            "AS-9, E-3: of a parcel that never comes the platform has back what it had borne, and the seller gets nothing")
    void theParcelNeverComes() {
        var sale = market.shipped(300_000);
        var advance = finance.advance(sale, 100_000);
        finance.awaitPaid(sale, advance);
        voided(sale, advance);
        market.passes(Duration.ofDays(31));
        market.awaitStage(sale, "REFUNDED");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isZero();
        var refunded = market.probe().await("bonafide.escrow.OrderRefunded.v1", sale.order());
        assertThat(refunded.data().at("/amount/amountMinor").asLong()).isEqualTo(200_000);
        assertNothingIsOpen(sale);
    }

    @Test
    @DisplayName("AS-9, E-13: what a bank leaves the buyer twice is the platform's, and nothing of it the seller's")
    void aBankLeavesItAllToTheBuyer() {
        var sale = market.delivered(300_000);
        var advance = finance.advance(sale, 100_000);
        finance.awaitPaid(sale, advance);
        voided(sale, advance);
        var payment = UUID.fromString(market.see(sale, "/payments").getString("items[0].paymentId"));
        PaymentTest.script(payment, "chargeback:PT0S");
        market.probe().await("bonafide.escrow.ChargebackReceived.v1", sale.order());
        PaymentTest.script(payment, "chargeback-lost");
        market.probe().await("bonafide.escrow.ChargebackClosed.v1", sale.order());
        market.awaitStage(sale, "REFUNDED");
        assertThat(market.payable(sale.seller())).isZero();
        assertThat(market.has(sale.seller(), "owed")).isZero();
        // The buyer has the advance beside all of the payment, until a person has it back.
        assertThat(market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(-100_000);
        market.awaitParked(sale, "INDEMNIFIED_TWICE");
        assertNothingIsOpen(sale);
    }

    /** A sale in a dispute. */
    private record Disputed(Market.Sale of, UUID dispute) {}

    private Disputed disputed() {
        var sale = market.delivered(300_000);
        var dispute = market.dispute(sale, market.now());
        market.awaitStage(sale, "DISPUTED");
        return new Disputed(sale, dispute);
    }

    private void happens(Disputed sale, UUID advance, String events) {
        for (var event : events.split(" ")) {
            switch (event) {
                case "advance" -> {
                    finance.advance(advance, sale.of(), 100_000);
                    finance.awaitPaid(sale.of(), advance);
                }
                case "sale" -> market.sold(sale.of().seller(), 50_000);
                case "void" -> voided(sale.of(), advance);
                default -> throw new IllegalArgumentException(event);
            }
        }
    }

    private void voided(Market.Sale sale, UUID advance) {
        finance.voidAdvance(advance, sale, UUID.randomUUID());
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(-market.net(sale, "PLATFORM_EXPENSE")).isEqualTo(100_000));
    }

    /** A ruling for one side, or its steps with two legs. */
    private void rule(Disputed sale, String ruling) {
        if (!ruling.contains(":")) {
            market.rule(sale.of(), sale.dispute(), ruling);
            return;
        }
        var legs = Arrays.stream(ruling.split(":")).map(Long::valueOf).toList();
        market.ruleByPlan(sale.of(), sale.dispute(), Map.of("BUYER", legs.get(0), "SELLER", legs.get(1)));
    }

    private void assertNothingIsOpen(Market.Sale sale) {
        await().atMost(Market.SOON)
                .untilAsserted(
                        () -> assertThat(market.net(sale, "BUYER_REFUND")).isZero());
        assertThat(market.net(sale, "CHARGEBACK_SUSPENSE")).isZero();
        assertThat(market.net(sale, "SELLER_RECEIVABLE")).isZero();
        market.assertNothingIsLeft(sale);
        market.assertBooksBalance();
    }
}
