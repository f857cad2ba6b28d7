package dev.bonafide.escrow.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.terms.TermsSamples;
import dev.bonafide.kit.money.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-11: a hold in parts, to the fen. */
class PartsTest {

    /** The units left over go to the largest remainders, earlier ones first among equals. */
    @ParameterizedTest(name = "{0} by {1}: {2}")
    @CsvSource({
        "100, 1:1:1,       34:33:33",
        "101, 1:1:1,       34:34:33",
        "100, 1:2,         33:67",
        "1,   1:1,         1:0",
        "0,   5:7,         0:0",
        "7,   1:1000000,   0:7",
        "1800, 200000:100000, 1200:600",
        "1800, 100001:99999:100000, 600:600:600",
        "9007199254740991, 9007199254740990:1, 9007199254740990:1"
    })
    void byLargestRemainder(long amount, String weights, String shares) {
        assertThat(Shares.byWeight(Money.cny(amount), parts(weights))).isEqualTo(parts(shares));
    }

    @Test
    @DisplayName("E-11: released one by one, milestones bring seller and platform just what the whole would")
    void releasedOneByOne() {
        var random = new Random(11);
        for (int i = 0; i < 500; i++) {
            var prices = LongStream.generate(() -> 1 + random.nextLong(1_000_000))
                    .limit(2 + random.nextInt(19))
                    .mapToObj(Money::cny)
                    .toList();
            var hold = Hold.of(TermsSamples.policy(random.nextInt(500), random.nextInt(500))
                    .termsFor(prices.stream().reduce(Money.cny(0), Money::plus)));
            var parts = hold.inParts(prices);

            assertThat(parts.stream().reduce(Hold::plus)).contains(hold);
            for (var part : List.of(Part.TOTAL, Part.SELLER, Part.FEES)) {
                assertThat(parts.stream().map(one -> released(one).part(part)).reduce(Money.cny(0), Money::plus))
                        .as(part + " of " + prices)
                        .isEqualTo(released(hold).part(part));
            }
        }
    }

    private static Settled released(Hold hold) {
        return Settlement.settle(hold, Settlement.release(hold), Money.cny(0));
    }

    private static List<Money> parts(String amounts) {
        return Arrays.stream(amounts.split(":"))
                .map(Long::parseLong)
                .map(Money::cny)
                .toList();
    }
}
