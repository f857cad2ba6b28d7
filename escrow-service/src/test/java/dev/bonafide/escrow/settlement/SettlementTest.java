package dev.bonafide.escrow.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.ledger.Fact;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-5: every way to divide a hold, to the fen. */
class SettlementTest {
    private static final Money NOTHING = Money.cny(0);

    /** The buyer's fee is 2.5 %, the seller's 0.6 %; the amount given back is of the price. */
    @ParameterizedTest(name = "of {0}, {1} back: buyer {2}, seller {3}, fees {4}")
    @CsvSource({
        // price, back, buyer, seller, fees, fact
        "10000, 0,     0,     9940, 310, RELEASED",
        "10000, 1,     1,     9939, 310, SPLIT", // a quarter of a fen of fee is none
        "10000, 20,    21,    9920, 309, SPLIT", // half a fen of the buyer's fee is the buyer's
        "10000, 3333,  3416,  6627, 207, SPLIT", // 83.325 of the fee go back, 40.002 are kept
        "10000, 5000,  5125,  4970, 155, SPLIT",
        "10000, 9999,  10249, 1,    0,   SPLIT",
        "10000, 10000, 10250, 0,    0,   REFUNDED",
        "1,     1,     1,     0,    0,   REFUNDED",
        "1,     0,     0,     1,    0,   RELEASED",
        "333,   111,   114,   221,  6,   SPLIT", // 8 and 2 of fees, of which 2.67 go back and 1.33 are due
        "9007199254740991, 3002399751580330, 3077459745369838, 5968770706141697, 186148784597981, SPLIT"
    })
    void someOfThePriceGoesBackAndFeesFollow(long price, long back, long buyer, long seller, long fees, Fact fact) {
        var hold = Hold.of(TermsSamples.policy(250, 60).termsFor(Money.cny(price)));
        var legs = back == 0 ? Settlement.release(hold) : Settlement.refundOfPrice(hold, Money.cny(back));

        var settled = Settlement.settle(hold, legs, NOTHING);

        assertThat(settled.fact()).isEqualTo(fact);
        assertThat(settled.part(Part.BUYER)).isEqualTo(Money.cny(buyer));
        assertThat(settled.part(Part.SELLER)).isEqualTo(Money.cny(seller));
        assertThat(settled.part(Part.FEES)).isEqualTo(Money.cny(fees));
        assertThat(settled.part(Part.TOTAL)).isEqualTo(hold.total());
        assertAddsUp(settled);
    }

    /** The largest remainder gets the unit that is left; whoever has no weight gets nothing. */
    @ParameterizedTest(name = "{0} as {1}:{2}:{3} is {4}, {5}, {6}")
    @CsvSource({
        "100, 1, 1, 1, 34, 33, 33",
        "101, 1, 1, 1, 34, 34, 33",
        "100, 2, 1, 0, 67, 33, 0",
        "100, 1, 2, 0, 33, 67, 0",
        "1,   1, 1, 0, 1,  0,  0",
        "1,   0, 3, 7, 0,  0,  1",
        "99,  0, 1, 0, 0,  99, 0"
    })
    void aRatioIsAllottedByLargestRemainder(
            long total, int buyer, int seller, int platform, long toBuyer, long toSeller, long toPlatform) {
        var hold = new Hold(Money.cny(total), NOTHING, NOTHING, Map.of(), Map.of());

        assertThat(Settlement.inRatio(hold, buyer, seller, platform))
                .isEqualTo(new Legs(Money.cny(toBuyer), Money.cny(toSeller), Money.cny(toPlatform)));
    }

    /** Fees follow the leg: of what a ruling gives the seller, the fee is the same share as of a sale. */
    @Test
    void anyLegsThatSumToTheHoldCanBeSettled() {
        var hold = Hold.of(TermsSamples.policy(0, 60).termsFor(Money.cny(300_000)));
        var settled = Settlement.settle(hold, legs(100_000, 150_000, 50_000), NOTHING);

        assertThat(settled.fact()).isEqualTo(Fact.SPLIT);
        assertThat(settled.part(Part.BUYER)).isEqualTo(Money.cny(100_000));
        assertThat(settled.part(Part.SELLER)).isEqualTo(Money.cny(149_100));
        assertThat(settled.part(Part.FEES)).isEqualTo(Money.cny(50_900));
        assertAddsUp(settled);
    }

    @Test
    void legsThatAreMoreOrLessThanTheHoldAreNot() {
        var hold = Hold.of(TermsSamples.policy(0, 60).termsFor(Money.cny(300_000)));
        for (var legs : new Legs[] {legs(300_001, 0, 0), legs(0, 299_999, 0), legs(150_000, 150_000, 1)}) {
            assertThatThrownBy(() -> Settlement.settle(hold, legs, NOTHING)).hasMessageContaining("300000 CNY");
        }
    }

    /** E-10: parts of a plan that nobody has paid yet are cancelled before anything goes back. */
    @ParameterizedTest(name = "{0} back, {1} not yet paid: {2} cancelled, {3} back")
    @CsvSource({"3000, 0, 0, 3000", "3000, 1000, 1000, 2000", "3000, 3000, 3000, 0", "3000, 9000, 3000, 0"})
    void aRefundCancelsFuturePartsFirst(long back, long open, long cancelled, long refunded) {
        var hold = new Hold(Money.cny(10_000), NOTHING, NOTHING, Map.of(), Map.of());
        var settled = Settlement.settle(hold, Settlement.refundOfPrice(hold, Money.cny(back)), Money.cny(open));

        assertThat(settled.part(Part.FUTURE_PARTS)).isEqualTo(Money.cny(cancelled));
        assertThat(settled.part(Part.BUYER)).isEqualTo(Money.cny(refunded));
        assertAddsUp(settled);
    }

    /** Services that were rendered stay paid, by whoever pays them; a refund of everything gives those back too. */
    @Test
    void servicesArePaidFromTheLegOfWhoeverBearsThem() {
        var hold = new Hold(
                Money.cny(10_000),
                Money.cny(100),
                Money.cny(60),
                Map.of(Part.INSURANCE, Money.cny(20), Part.WARRANTY, Money.cny(30)),
                Map.of(Part.INSPECTION, Money.cny(290)));

        var sold = Settlement.settle(hold, Settlement.release(hold), NOTHING);
        assertThat(sold.parts())
                .isEqualTo(Map.of(
                        Part.TOTAL, Money.cny(10_150),
                        Part.SELLER, Money.cny(9_650),
                        Part.FEES, Money.cny(160),
                        Part.INSPECTION, Money.cny(290),
                        Part.INSURANCE, Money.cny(20),
                        Part.WARRANTY, Money.cny(30)));
        var half = Settlement.settle(hold, Settlement.refundOfPrice(hold, Money.cny(5_000)), NOTHING);
        assertThat(half.part(Part.SELLER)).isEqualTo(Money.cny(5_000 - 30 - 290));
        assertThat(half.part(Part.INSURANCE)).isEqualTo(Money.cny(20));
        assertThat(half.part(Part.FEES)).isEqualTo(Money.cny(50 + 30));
        assertAddsUp(half);
        var failed = Settlement.settle(hold, Settlement.refund(hold), NOTHING);
        assertThat(failed.parts()).isEqualTo(Map.of(Part.TOTAL, Money.cny(10_150), Part.BUYER, Money.cny(10_150)));
        // A leg too short for the services pays them as far as it reaches.
        var tooShort = Settlement.settle(hold, legs(9_950, 200, 0), NOTHING);
        assertThat(tooShort.part(Part.INSPECTION)).isEqualTo(Money.cny(199));
        assertThat(tooShort.part(Part.SELLER)).isEqualTo(NOTHING);
        assertAddsUp(tooShort);
    }

    /** Whatever the prices, fees, services and legs: nothing is lost, and nobody gets more than their leg. */
    @Test
    void whateverIsDividedAddsUp() {
        var chance = new Random(20261125);
        for (int i = 0; i < 20_000; i++) {
            var price = 1 + chance.nextLong(i % 2 == 0 ? 1_000 : 1_000_000_000);
            var sellerFee = chance.nextLong(price + 1);
            var hold = new Hold(
                    Money.cny(price),
                    Money.cny(chance.nextLong(price + 1)),
                    Money.cny(sellerFee),
                    Map.of(Part.INSURANCE, Money.cny(chance.nextLong(100))),
                    Map.of(Part.INSPECTION, Money.cny(chance.nextLong(price - sellerFee + 1))));
            var total = hold.total().amountMinor();
            var buyer = chance.nextLong(total + 1);
            var seller = chance.nextLong(total - buyer + 1);
            for (var legs : new Legs[] {
                legs(buyer, seller, total - buyer - seller),
                Settlement.release(hold),
                Settlement.refund(hold),
                Settlement.refundLessFee(hold),
                Settlement.refundOfPrice(hold, Money.cny(1 + chance.nextLong(price))),
                Settlement.inRatio(hold, chance.nextInt(100), 1 + chance.nextInt(100), chance.nextInt(100))
            }) {
                var settled = Settlement.settle(hold, legs, Money.cny(chance.nextLong(total + 1)));
                assertAddsUp(settled);
                assertThat(settled.part(Part.BUYER).plus(settled.part(Part.FUTURE_PARTS)))
                        .isEqualTo(legs.buyer());
                assertThat(settled.part(Part.SELLER)).isLessThanOrEqualTo(legs.seller());
            }
        }
    }

    /** A sale that is off before it began: the platform keeps its fee, and nobody is paid for what was not rendered. */
    @Test
    void aCancellationPaysForNoService() {
        var hold = new Hold(
                Money.cny(100_000), Money.cny(500), Money.cny(600), Map.of(Part.WARRANTY, Money.cny(1_000)), Map.of());
        var off = hold.withoutServices();
        assertThat(off.total()).isEqualTo(hold.total());
        assertThat(Settlement.settle(off, Settlement.refundLessFee(off), Money.cny(0))
                        .parts())
                .isEqualTo(Map.of(
                        Part.TOTAL, Money.cny(101_500), Part.BUYER, Money.cny(101_000), Part.FEES, Money.cny(500)));
    }

    /** The ledger takes it just so: every part has its line. */
    @Test
    void whatIsSettledCanBeBooked() {
        var hold = Hold.of(TermsSamples.policy(250, 60).termsFor(Money.cny(10_000)));
        for (var legs : new Legs[] {
            Settlement.release(hold), Settlement.refund(hold), Settlement.refundLessFee(hold), legs(1, 2, 10_247)
        }) {
            var settled = Settlement.settle(hold, legs, Money.cny(500));
            var entry = Fact.book(
                    UUID.randomUUID(),
                    settled.to(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
                    Instant.EPOCH);
            assertThat(entry.postings()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static void assertAddsUp(Settled settled) {
        var pieces = settled.parts().entrySet().stream()
                .filter(part -> part.getKey() != Part.TOTAL)
                .mapToLong(part -> part.getValue().amountMinor())
                .sum();
        assertThat(Money.cny(pieces)).isEqualTo(settled.part(Part.TOTAL));
    }

    private static Legs legs(long buyer, long seller, long platform) {
        return new Legs(Money.cny(buyer), Money.cny(seller), Money.cny(platform));
    }
}
