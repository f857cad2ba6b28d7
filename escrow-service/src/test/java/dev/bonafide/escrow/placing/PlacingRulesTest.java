package dev.bonafide.escrow.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.bonafide.escrow.order.Milestone;
import dev.bonafide.escrow.order.Screening;
import dev.bonafide.escrow.placing.OfferedListing.Availability;
import dev.bonafide.escrow.placing.PlacingDecision.Accepted;
import dev.bonafide.escrow.placing.PlacingDecision.Quoted;
import dev.bonafide.escrow.placing.PlacingDecision.Refused;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.FeeSchedule;
import dev.bonafide.escrow.terms.Payer;
import dev.bonafide.escrow.terms.Service;
import dev.bonafide.escrow.terms.ServiceLine;
import dev.bonafide.escrow.terms.ServicePrice;
import dev.bonafide.escrow.terms.TermsPolicy;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacingRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID BUYER = new UUID(0, 1);
    private static final UUID SELLER = new UUID(0, 2);
    private static final UUID LISTING = new UUID(0, 3);
    private static final String HASH = "a".repeat(64);
    private static final Map<Service, ServicePrice> SERVICES = Map.of(
            Service.INSPECTION, new ServicePrice(Payer.BUYER, 0, Money.cny(4_900), null),
            Service.WARRANTY_30D, new ServicePrice(Payer.SELLER, 100, Money.cny(900), null),
            Service.WARRANTY_1Y, new ServicePrice(Payer.BUYER, 600, Money.cny(4_900), null));
    private static final TermsPolicy POLICY = new TermsPolicy(
            "2026-11", new FeeSchedule("2026-11", 0, 60, SERVICES), TermsSamples.WINDOWS, TermsSamples.SPECIAL);
    private static final BuyerRights RIGHTS = new BuyerRights(Money.cny(300_000), "2026-11-01");

    @Test
    void anOrderWithinTheRightsIsPlacedOnTheTermsQuoted() {
        var placed = (Accepted) place(onSale(), RIGHTS, HASH);
        var quote = quote(POLICY, onSale());

        assertThat(placed.order().agreement().terms()).isEqualTo(quote.terms());
        assertThat(placed.order().agreement().sellerId()).isEqualTo(SELLER);
        assertThat(placed.order().agreement().snapshotHash()).isEqualTo(HASH);
        assertThat(placed.order().reserved()).isFalse();
        assertThat(placed.order().screening()).isEqualTo(Screening.WAITING);
        assertThat(placed.order().answerDueAt()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
    }

    /** E-3: whether the item was inspected is known when the order is placed, and pinned. */
    @Test
    void anInspectedItemIsOrderedWithItsOwnWindow() {
        var inspected = new OfferedListing(LISTING, SELLER, Availability.ON_SALE, Money.cny(300_000), HASH, 1, true);

        var placed = (Accepted) place(inspected, RIGHTS, HASH);
        assertThat(placed.order().agreement().terms().windows().confirmWithin()).isEqualTo(Duration.ofHours(48));
    }

    @Test
    void aListingNobodyToldUsOfIsUnknown() {
        assertThat(place(null, RIGHTS, null)).isEqualTo(new Refused.UnknownListing(LISTING));
    }

    @ParameterizedTest
    @EnumSource(value = Availability.class, names = "ON_SALE", mode = EnumSource.Mode.EXCLUDE)
    void aListingThatIsNotOnSaleCannotBeOrdered(Availability availability) {
        assertThat(place(listing(availability, 300_000, SELLER), RIGHTS, null))
                .isEqualTo(new Refused.NotOnSale(availability));
    }

    @Test
    void nobodyBuysFromThemselves() {
        assertThat(place(listing(Availability.ON_SALE, 300_000, BUYER), RIGHTS, null))
                .isEqualTo(new Refused.SelfDealing(BUYER));
    }

    @Test
    void aPriceOfNothingIsNotForSale() {
        assertThat(place(listing(Availability.ON_SALE, 0, SELLER), RIGHTS, null))
                .isEqualTo(new Refused.NotOnSale(Availability.ON_SALE));
    }

    @Test
    void aBuyerWhoSawAnotherSnapshotIsTold() {
        var seen = "b".repeat(64);
        assertThat(place(onSale(), RIGHTS, seen))
                .isEqualTo(new Refused.SnapshotChanged(seen, HASH, Money.cny(300_000)));
    }

    /** I-5: the limit itself is allowed, one fen more is not, another currency is none. */
    @Test
    void anOrderAboveTheLimitIsRefusedNamingThePolicy() {
        assertThat(place(onSale(), new BuyerRights(Money.cny(300_000), "v1"), null))
                .isInstanceOf(Accepted.class);
        assertThat(place(onSale(), new BuyerRights(Money.cny(299_999), "v1"), null))
                .isEqualTo(new Refused.LimitExceeded(Money.cny(300_000), Money.cny(299_999), "v1"));
        assertThat(place(onSale(), new BuyerRights(Money.of(9_000_000, "USD"), "v1"), null))
                .isInstanceOf(Refused.LimitExceeded.class);
    }

    @Test
    void anAccountNobodyToldUsOfMaySpendNothing() {
        assertThat(place(onSale(), null, null))
                .isEqualTo(new Refused.LimitExceeded(Money.cny(300_000), Money.cny(0), BuyerRights.UNKNOWN_ACCOUNT));
    }

    /** E-14: what is quoted is what is placed, to the fen, with services too. */
    @Test
    void anOrderThatCarriesTheQuotesHashIsPlacedAsQuoted() {
        var quote = quote(POLICY, onSale(), Service.INSPECTION, Service.WARRANTY_1Y);
        var rights = new BuyerRights(quote.terms().total(), "v1");

        var placed = (Accepted) PlacingRules.place(
                wish(null, quote.hash(), Service.INSPECTION, Service.WARRANTY_1Y), onSale(), rights, POLICY, NOON);

        assertThat(placed.order().agreement().terms()).isEqualTo(quote.terms());
        assertThat(quote.terms().total()).isEqualTo(Money.cny(300_000 + 4_900 + 18_000));
    }

    /** E-14: another price, fee, service, window or version is another quote, and the order gets the new one to look at. */
    @Test
    void aQuoteThatNoLongerHoldsIsRefusedWithTheNewOne() {
        var hash = quote(POLICY, onSale()).hash();
        assertThat(quote(POLICY, onSale()).hash()).isEqualTo(hash).matches("[0-9a-f]{64}");

        var repriced = listing(Availability.ON_SALE, 290_000, SELLER);
        assertThat(placeQuoted(repriced, hash, POLICY)).isEqualTo(new Refused.QuoteChanged(quote(POLICY, repriced)));
        for (var changed : List.of(
                new TermsPolicy("2026-12", POLICY.fees(), POLICY.windows(), POLICY.special()),
                policy(new FeeSchedule("2026-12", 0, 60, SERVICES)),
                policy(new FeeSchedule("2026-11", 0, 61, SERVICES)),
                policy(new FeeSchedule("2026-11", 1, 60, SERVICES)))) {
            assertThat(placeQuoted(onSale(), hash, changed))
                    .isEqualTo(new Refused.QuoteChanged(quote(changed, onSale())));
        }
        var withService = PlacingRules.place(wish(null, hash, Service.INSPECTION), onSale(), RIGHTS, POLICY, NOON);
        assertThat(withService).isEqualTo(new Refused.QuoteChanged(quote(POLICY, onSale(), Service.INSPECTION)));
    }

    @Test
    void theLimitIsForAllTheBuyerPays() {
        var rights = new BuyerRights(Money.cny(304_899), "v1");
        assertThat(PlacingRules.place(wish(null, null, Service.INSPECTION), onSale(), rights, POLICY, NOON))
                .isEqualTo(new Refused.LimitExceeded(Money.cny(304_900), Money.cny(304_899), "v1"));
    }

    /** who meet have other windows, so the quote for it is another one. */
    @Test
    void aMeetingIsQuotedWithItsOwnWindows() {
        var quote = (Quoted) PlacingRules.quote(LISTING, BUYER, Delivery.MEET, false, Set.of(), onSale(), POLICY);
        assertThat(quote.terms().windows().shipWithin()).isEqualTo(Duration.ofDays(7));
        assertThat(quote.terms().windows().confirmWithin()).isEqualTo(Duration.ofHours(72));
        assertThat(quote.hash()).isNotEqualTo(quote(POLICY, onSale()).hash());

        var wish = new PlaceOrder(
                new UUID(0, 9), BUYER, LISTING, Delivery.MEET, null, List.of(), Set.of(), null, quote.hash());
        var placed = (Accepted) PlacingRules.place(wish, onSale(), RIGHTS, POLICY, NOON);
        assertThat(placed.order().agreement().terms()).isEqualTo(quote.terms());
        assertThat(placed.order().agreement().isMeeting()).isTrue();
    }

    @Test
    @DisplayName("E-11: milestones come to just the price, and a wish that says otherwise is told what is wrong")
    void milestonesAreThePrice() {
        var price = onSale().price().amountMinor();
        var placed = (Accepted) inMilestones(Delivery.PARCEL, price - 1, 1);
        var agreement = placed.order().agreement();
        assertThat(agreement.milestones()).extracting(Milestone::number).containsExactly(1, 2);
        assertThat(placed.order().agreed()).isFalse();
        assertThat(agreement.terms().windows().deliverWithin()).isEqualTo(Duration.ofDays(60));
        assertThat(agreement.terms().windows().answerWithin()).isEqualTo(Duration.ofHours(24));

        assertThat(inMilestones(Delivery.PARCEL, price - 2, 1))
                .isEqualTo(new Refused.MilestonesDiffer(onSale().price(), Money.cny(price - 1)));
        for (long[] wrong : new long[][] {{price, 1}, {price, 0}, {1, 9_007_199_254_740_991L}}) {
            assertThat(inMilestones(Delivery.PARCEL, wrong))
                    .isEqualTo(new Refused.MilestonesDiffer(onSale().price(), null));
        }
        assertThat(inMilestones(Delivery.MEET, price - 1, 1)).isEqualTo(new Refused.MilestonesCannotMeet());
        assertThat(PlacingRules.quote(
                        LISTING, BUYER, Delivery.PARCEL, true, Set.of(Service.WARRANTY_30D), onSale(), POLICY))
                .isInstanceOf(Refused.ServicesNotOffered.class);
    }

    private static PlacingDecision inMilestones(Delivery delivery, long... prices) {
        var wished = LongStream.of(prices)
                .mapToObj(price -> new PlaceOrder.Wished(UUID.randomUUID(), "Part", Money.cny(price)))
                .toList();
        var address = delivery == Delivery.MEET ? null : new UUID(0, 8);
        var wish = new PlaceOrder(new UUID(0, 9), BUYER, LISTING, delivery, address, wished, Set.of(), null, null);
        return PlacingRules.place(wish, onSale(), RIGHTS, POLICY, NOON);
    }

    @Test
    void servicesThatCannotBeHadOrExcludeEachOtherAreNamed() {
        var refused = PlacingRules.quote(
                LISTING,
                BUYER,
                Delivery.PARCEL,
                false,
                Set.of(Service.INSURANCE, Service.INSPECTION),
                onSale(),
                POLICY);
        assertThat(refused)
                .isEqualTo(new Refused.ServicesNotOffered(
                        Set.of(Service.INSURANCE), quote(POLICY, onSale()).offered()));
        assertThat(quote(POLICY, onSale()).offered())
                .extracting(ServiceLine::service)
                .containsExactly(Service.INSPECTION, Service.WARRANTY_30D, Service.WARRANTY_1Y);

        assertThat(PlacingRules.quote(
                        LISTING, BUYER, Delivery.MEET, false, Set.of(Service.INSPECTION), onSale(), POLICY))
                .asInstanceOf(type(Refused.ServicesNotOffered.class))
                .satisfies(byParcel -> assertThat(byParcel.refused()).containsExactly(Service.INSPECTION))
                .satisfies(byParcel -> assertThat(byParcel.offered())
                        .extracting(ServiceLine::service)
                        .containsExactly(Service.WARRANTY_30D, Service.WARRANTY_1Y));

        var both = Set.of(Service.WARRANTY_30D, Service.WARRANTY_1Y);
        assertThat(PlacingRules.quote(LISTING, BUYER, Delivery.PARCEL, false, both, onSale(), POLICY))
                .isEqualTo(new Refused.ServicesExcludeEachOther(both));
    }

    private static PlacingDecision place(
            @Nullable OfferedListing listing, @Nullable BuyerRights rights, @Nullable String seen) {
        return PlacingRules.place(wish(seen, null), listing, rights, POLICY, NOON);
    }

    private static PlacingDecision placeQuoted(OfferedListing listing, String quoteHash, TermsPolicy policy) {
        return PlacingRules.place(wish(null, quoteHash), listing, RIGHTS, policy, NOON);
    }

    private static PlaceOrder wish(@Nullable String seen, @Nullable String quoteHash, Service... services) {
        return new PlaceOrder(
                new UUID(0, 9),
                BUYER,
                LISTING,
                Delivery.PARCEL,
                new UUID(0, 8),
                List.of(),
                Set.of(services),
                seen,
                quoteHash);
    }

    private static Quoted quote(TermsPolicy policy, OfferedListing listing, Service... services) {
        return (Quoted) PlacingRules.quote(LISTING, BUYER, Delivery.PARCEL, false, Set.of(services), listing, policy);
    }

    private static TermsPolicy policy(FeeSchedule fees) {
        return new TermsPolicy("2026-11", fees, POLICY.windows(), POLICY.special());
    }

    private static OfferedListing onSale() {
        return listing(Availability.ON_SALE, 300_000, SELLER);
    }

    private static OfferedListing listing(Availability availability, long price, UUID seller) {
        return new OfferedListing(LISTING, seller, availability, Money.cny(price), HASH, 1, false);
    }
}
