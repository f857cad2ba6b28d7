package dev.bonafide.escrow.advance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.advance.AdvancePool.Limits;
import dev.bonafide.escrow.advance.AdvancePool.Stop;
import dev.bonafide.escrow.advance.AdvancePool.Stop.By;
import dev.bonafide.escrow.advance.PoolRules.Situation;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AS-9: when the pool pays, to the cent, and when it stops. */
class PoolRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    /** 10,000 wanted; 500 a case, 2,000 a day, 600 on one seller, stopped under 1,000. */
    private static final Limits LIMITS = new Limits(Money.cny(10_000), Money.cny(500), Money.cny(2_000), 600, 1_000);

    @ParameterizedTest(name = "{0} with {1} in the pool, {2} paid today, {3} owed by the seller, {4} lost: {5}")
    @CsvSource({
        "500, 5000, 0,    0,   500,  ''",
        "501, 5000, 0,    0,   501,  ABOVE_CASE_LIMIT",
        "500, 500,  0,    0,   500,  ''",
        "500, 499,  0,    0,   500,  POOL_SHORT",
        "500, 5000, 1500, 0,   500,  ''",
        "500, 5000, 1501, 0,   500,  POOL_DAY_LIMIT",
        "500, 5000, 0,    100, 500,  ''",
        "500, 5000, 0,    101, 500,  POOL_SELLER_LIMIT",
        "500, 5000, 0,    0,   499,  ABOVE_LOSS",
        "601, 100,  1500, 1,   600,  ABOVE_LOSS ABOVE_CASE_LIMIT POOL_DAY_LIMIT POOL_SELLER_LIMIT POOL_SHORT"
    })
    void everyReasonIsNamedAtOnce(long amount, long balance, long today, long owed, long loss, String refusals) {
        var expected = Arrays.stream(refusals.split(" "))
                .filter(code -> !code.isEmpty())
                .map(PoolRefusal::valueOf)
                .toList();
        assertThat(PoolRules.refusals(
                        Money.cny(amount),
                        new Situation(
                                pool(null), Money.cny(balance), Money.cny(today), Money.cny(owed), Money.cny(loss))))
                .isEqualTo(expected);
    }

    @Test
    void aStoppedPoolPaysNothingWhateverIsInIt() {
        for (var by : By.values()) {
            assertThat(PoolRules.refusals(
                            Money.cny(1),
                            new Situation(
                                    pool(new Stop(by, NOON)),
                                    Money.cny(10_000),
                                    Money.cny(0),
                                    Money.cny(0),
                                    Money.cny(1))))
                    .isEqualTo(List.of(PoolRefusal.POOL_STOPPED));
        }
    }

    @Test
    void underATenthOfItsTargetItStopsByItselfAndFilledUpItPaysAgain() {
        assertThat(PoolRules.stop(pool(null), Money.cny(1_000), NOON)).isNull();
        var low = new Stop(By.LOW, NOON);
        assertThat(PoolRules.stop(pool(null), Money.cny(999), NOON)).isEqualTo(low);
        assertThat(PoolRules.stop(pool(low), Money.cny(998), LATER)).isEqualTo(low);
        assertThat(PoolRules.stop(pool(low), Money.cny(1_000), LATER)).isNull();
    }

    @Test
    void whatTwoPeopleHaveStoppedStaysStopped() {
        var stopped = new Stop(By.PEOPLE, NOON);
        assertThat(PoolRules.stop(pool(stopped), Money.cny(10_000), LATER)).isEqualTo(stopped);
        assertThat(PoolRules.stop(pool(stopped), Money.cny(0), LATER)).isEqualTo(stopped);
    }

    private static AdvancePool pool(@Nullable Stop stop) {
        return new AdvancePool(LIMITS, 1, stop);
    }
}
