package dev.bonafide.escrow.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Screening;
import dev.bonafide.escrow.placing.OfferedListing.Availability;
import dev.bonafide.escrow.placing.PlacingDecision.Accepted;
import dev.bonafide.escrow.placing.PlacingDecision.Quoted;
import dev.bonafide.escrow.placing.PlacingDecision.Refused;
import dev.bonafide.escrow.terms.Delivery;
import dev.bonafide.escrow.terms.TermsPolicy;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacingRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID BUYER = new UUID(0, 1);
    private static final UUID SELLER = new UUID(0, 2);
    private static final UUID LISTING = new UUID(0, 3);
    private static final String HASH = "a".repeat(64);
    private static final TermsPolicy POLICY = TermsSamples.policy(0, 60);
    private static final BuyerRights RIGHTS = new BuyerRights(Money.cny(300_000), "2026-11-01");

    @Test
    void anOrderWithinTheRightsIsPlacedOnTheTermsQuoted() {
        var placed = (Accepted) place(onSale(), RIGHTS, HASH);
        var quote = (Quoted) PlacingRules.quote(LISTING, BUYER, onSale(), POLICY);

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

    private static PlacingDecision place(
            @Nullable OfferedListing listing, @Nullable BuyerRights rights, @Nullable String seen) {
        var wish = new PlaceOrder(new UUID(0, 9), BUYER, LISTING, Delivery.PARCEL, new UUID(0, 8), seen);
        return PlacingRules.place(wish, listing, rights, POLICY, NOON);
    }

    private static OfferedListing onSale() {
        return listing(Availability.ON_SALE, 300_000, SELLER);
    }

    private static OfferedListing listing(Availability availability, long price, UUID seller) {
        return new OfferedListing(LISTING, seller, availability, Money.cny(price), HASH, 1, false);
    }
}
