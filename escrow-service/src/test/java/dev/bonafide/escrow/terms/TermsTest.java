package dev.bonafide.escrow.terms;

import static dev.bonafide.escrow.terms.TermsSamples.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.terms.Versions.Version;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {
    private static final Map<Service, ServicePrice> SERVICES = Map.of(
            Service.INSPECTION, new ServicePrice(Payer.BUYER, 0, Money.cny(4_900), Money.cny(4_900)),
            Service.INSURANCE, new ServicePrice(Payer.BUYER, 50, Money.cny(100), Money.cny(20_000)),
            Service.WARRANTY_30D, new ServicePrice(Payer.SELLER, 100, Money.cny(900), null),
            Service.WARRANTY_1Y, new ServicePrice(Payer.BUYER, 600, Money.cny(4_900), null));
    /** E-14: the parts always sum to what the buyer pays, to the fen; halves go to the even fen. */
    @ParameterizedTest(name = "{0} fen: buyer pays {1}, seller gets {2}, platform keeps {3}")
    @CsvSource({
        "300000, 300000, 298200, 1800",
        "250,    250,    248,    2", // 1.5 fen goes to the even 2
        "750,    750,    746,    4", // 4.5 fen goes to the even 4
        "1,      1,      1,      0",
        "9007199254740991, 9007199254740991, 8953156059212545, 54043195528446"
    })
    void aSaleCostsTheSellerSixtyBasisPoints(long price, long total, long sellerAmount, long fees) {
        var terms = policy(0, 60).termsFor(Money.cny(price));

        assertThat(terms.total()).isEqualTo(Money.cny(total));
        assertThat(terms.sellerAmount()).isEqualTo(Money.cny(sellerAmount));
        assertThat(terms.fees()).isEqualTo(Money.cny(fees));
        assertThat(terms.sellerAmount().plus(terms.fees())).isEqualTo(terms.total());
    }

    @Test
    void aBuyersFeeIsPaidBesideThePrice() {
        var terms = policy(250, 60).termsFor(Money.cny(10_000));

        assertThat(terms.total()).isEqualTo(Money.cny(10_250));
        assertThat(terms.sellerAmount()).isEqualTo(Money.cny(9_940));
        assertThat(terms.fees()).isEqualTo(Money.cny(310));
    }

    /** E-3: with an official report there is less to find out, so silence accepts after 48 hours. */
    @Test
    void anInspectedItemIsAcceptedSooner() {
        var policy = policy(0, 60);

        assertThat(policy.windowsFor(new Manner(Delivery.PARCEL, false, false))).isEqualTo(WINDOWS);
        var inspected = policy.windowsFor(new Manner(Delivery.PARCEL, true, false));
        assertThat(inspected.confirmWithin()).isEqualTo(Duration.ofHours(48));
        assertThat(inspected.noticeAtLeast()).isEqualTo(Duration.ofHours(48));
        assertThat(inspected.extendBy()).isEqualTo(WINDOWS.extendBy());
    }

    /** who meets has a week for it, and three days to find what a look does not show. */
    @Test
    void aMeetingHasItsOwnWindows() {
        var meeting = policy(0, 60).windowsFor(new Manner(Delivery.MEET, false, false));

        assertThat(meeting.shipWithin()).isEqualTo(Duration.ofDays(7));
        assertThat(meeting.confirmWithin()).isEqualTo(Duration.ofHours(72));
        assertThat(meeting.noticeAtLeast()).isEqualTo(Duration.ofHours(1));
        var inspected = policy(0, 60).windowsFor(new Manner(Delivery.MEET, true, false));
        assertThat(inspected.confirmWithin()).isEqualTo(meeting.confirmWithin());
        assertThat(inspected.noticeAtLeast()).isEqualTo(meeting.noticeAtLeast());
    }

    /** D-1: how long after the acceptance what a look does not show may be disputed depends on how much was known. */
    @ParameterizedTest(name = "{0}, with a report {1}: {2}")
    @CsvSource({"PARCEL, false, P7D", "PARCEL, true, P30D", "MEET, false, PT72H", "MEET, true, P30D"})
    void hiddenDefectsHaveTheirOwnWindow(Delivery delivery, boolean inspected, Duration within) {
        var windows =
                policy(0, 60).windowsFor(new Manner(delivery, inspected, false)).disputes();
        assertThat(windows.hiddenDefectWithin()).isEqualTo(within);
        assertThat(windows.counterfeitWithin()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void aWarningThatComesTooLateIsNone() {
        var week = Duration.ofDays(7);
        assertThatThrownBy(() -> new DisputeWindows(week, week, week, week, week))
                .hasMessageContaining("freezeWarnAfter");
    }

    @Test
    void aServiceIsPaidByTheOneTheScheduleNames() {
        var terms = policy(0, 60)
                .termsFor(Money.cny(300_000), Set.of(Service.INSPECTION, Service.INSURANCE, Service.WARRANTY_30D));

        assertThat(terms.lines())
                .containsExactly(
                        new Terms.Line("PRICE", Payer.BUYER, Money.cny(300_000)),
                        new Terms.Line("BUYER_FEE", Payer.BUYER, Money.cny(0)),
                        new Terms.Line("SELLER_FEE", Payer.SELLER, Money.cny(1_800)),
                        new Terms.Line("INSPECTION", Payer.BUYER, Money.cny(4_900)),
                        new Terms.Line("INSURANCE", Payer.BUYER, Money.cny(1_500)),
                        new Terms.Line("WARRANTY_30D", Payer.SELLER, Money.cny(3_000)));
        assertThat(terms.total()).isEqualTo(Money.cny(306_400));
        assertThat(terms.sellerAmount()).isEqualTo(Money.cny(295_200));
        assertThat(terms.paidFor(Service.Kind.WARRANTY)).isEqualTo(Money.cny(3_000));
        assertThat(terms.includes(Service.Kind.INSPECTION)).isTrue();
    }

    @ParameterizedTest(name = "insurance of {0} fen costs {1}")
    @CsvSource({
        "1,      100", // at least 1.00
        "20000,  100",
        "20100,  100", // 100.5 goes to the even 100
        "20300,  102", // 101.5 goes to the even 102
        "300000, 1500",
        "9999999, 20000" // at most 200.00
    })
    void theShareIsRoundedHalfToEvenAndThenKeptWithinItsBounds(long price, long premium) {
        var terms = policy(0, 0).termsFor(Money.cny(price), Set.of(Service.INSURANCE));
        assertThat(terms.paidFor(Service.Kind.INSURANCE)).isEqualTo(Money.cny(premium));
    }

    /** E-14: for whatever price and services, nothing is lost or made between the lines and the total. */
    @Test
    void theLinesAddUpToTheTotalForEveryPriceAndChoiceOfServices() {
        var random = new Random(14);
        for (int round = 0; round < 20_000; round++) {
            var price = Money.cny(1 + random.nextLong(1L << (1 + random.nextInt(45))));
            var policy = policy(random.nextInt(501), random.nextInt(1_001));
            var services = EnumSet.noneOf(Service.class);
            for (var service : Service.values()) {
                if (random.nextBoolean()
                        && Service.ofOneKind(with(services, service)).isEmpty()) {
                    services.add(service);
                }
            }
            services.removeAll(policy.fees().notOffered(price, services));

            var terms = policy.termsFor(price, services);

            var byBuyer = sum(terms, Payer.BUYER);
            var bySeller = sum(terms, Payer.SELLER);
            assertThat(terms.total()).as("%s %s", price, services).isEqualTo(byBuyer);
            assertThat(terms.sellerAmount()).isEqualTo(price.minus(bySeller));
            var parts = terms.sellerAmount().plus(terms.fees());
            for (var kind : Service.Kind.values()) {
                parts = parts.plus(terms.paidFor(kind));
            }
            assertThat(parts).isEqualTo(terms.total());
        }
    }

    @Test
    void aSellerIsNeverMadeToPayMoreThanThePrice() {
        var fees = policy(0, 60).fees();
        assertThat(fees.notOffered(Money.cny(906), Set.of(Service.WARRANTY_30D)))
                .isEmpty();
        assertThat(fees.notOffered(Money.cny(899), Set.of(Service.WARRANTY_30D, Service.INSPECTION)))
                .containsExactly(Service.WARRANTY_30D);
        assertThat(fees.offeredAt(Money.cny(899)))
                .extracting(ServiceLine::service)
                .doesNotContain(Service.WARRANTY_30D);
    }

    @Test
    void aServiceWithAPriceInOneCurrencyIsNotOfferedInAnother() {
        assertThat(policy(0, 60).fees().offeredAt(Money.of(300_000, "USD"))).isEmpty();
        assertThat(policy(0, 60).fees().notOffered(Money.of(300_000, "USD"), Set.of(Service.INSURANCE)))
                .containsExactly(Service.INSURANCE);
        assertThat(policy(0, 60).termsFor(Money.of(300_000, "USD")).sellerFee()).isEqualTo(Money.of(1_800, "USD"));
    }

    /** E-14: several versions are known at once; the latest that has begun counts, from its very first instant. */
    @Test
    void theVersionInForceIsTheLatestThatHasBegun() {
        var spring = Instant.parse("2027-03-01T00:00:00Z");
        var versions = new Versions<>(List.of(
                new Version<>("2027-03", spring, new FeeSchedule("2027-03", 100, 80)),
                new Version<>("2026-11", Instant.EPOCH, new FeeSchedule("2026-11", 0, 60))));

        assertThat(versions.at(spring.minusNanos(1)).name()).isEqualTo("2026-11");
        assertThat(versions.at(spring).policy().sellerFeeBasisPoints()).isEqualTo(80);
        var tooEarly = new Versions<>(List.of(new Version<>("2027-03", spring, "x")));
        assertThatThrownBy(() -> tooEarly.at(spring.minusNanos(1))).hasMessageContaining("No version is in force");
        assertThatThrownBy(() -> new Versions<>(List.of())).hasMessageContaining("one or more");
        assertThatThrownBy(
                        () -> new Versions<>(List.of(new Version<>("a", spring, "x"), new Version<>("b", spring, "y"))))
                .hasMessageContaining("Two versions have one from");
        assertThatThrownBy(() -> new Versions<>(
                        List.of(new Version<>("a", spring, "x"), new Version<>("a", Instant.EPOCH, "y"))))
                .hasMessageContaining("Two versions have one name");
    }

    @Test
    void nonsenseIsRefusedWhereItIsWrittenDown() {
        assertThatThrownBy(() -> policy(0, 60).termsFor(Money.cny(0))).hasMessageContaining("price");
        assertThatThrownBy(() -> policy(-1, 60)).hasMessageContaining("buyerFeeBasisPoints");
        assertThatThrownBy(() -> policy(0, 10_001)).hasMessageContaining("sellerFeeBasisPoints");
        assertThatThrownBy(() -> policy(0, 60).termsFor(Money.cny(899), Set.of(Service.WARRANTY_30D)))
                .hasMessageContaining("offered");
        assertThatThrownBy(() ->
                        policy(0, 60).termsFor(Money.cny(90_000), Set.of(Service.WARRANTY_30D, Service.WARRANTY_1Y)))
                .hasMessageContaining("one of a kind");
        assertThatThrownBy(() -> new ServicePrice(Payer.BUYER, 0, Money.cny(2), Money.cny(1)))
                .hasMessageContaining("atMost");
        assertThatThrownBy(() -> new Windows(
                        Duration.ZERO,
                        WINDOWS.reviewWithin(),
                        WINDOWS.payWithin(),
                        WINDOWS.freeCancelWithin(),
                        WINDOWS.shipWithin(),
                        WINDOWS.deliverWithin(),
                        WINDOWS.confirmWithin(),
                        WINDOWS.noticeAtLeast(),
                        WINDOWS.extendBy(),
                        WINDOWS.tellWithin(),
                        WINDOWS.disputes(),
                        WINDOWS.returns()))
                .hasMessageContaining("answerWithin");
    }

    private static EnumSet<Service> with(EnumSet<Service> services, Service one) {
        var all = EnumSet.copyOf(services);
        all.add(one);
        return all;
    }

    private static Money sum(Terms terms, Payer payer) {
        return terms.lines().stream()
                .filter(line -> line.paidBy() == payer)
                .map(Terms.Line::amount)
                .reduce(Money.cny(0), Money::plus);
    }

    private static TermsPolicy policy(int buyerBasisPoints, int sellerBasisPoints) {
        return new TermsPolicy(
                "2026-11",
                new FeeSchedule("2026-11", buyerBasisPoints, sellerBasisPoints, SERVICES),
                WINDOWS,
                TermsSamples.SPECIAL);
    }
}
