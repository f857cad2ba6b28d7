package dev.bonafide.kit.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static final int CASES = 2_000;
    private final Random random = new Random(20_261_101);

    @Test
    void moneyIsNeverBelowZero() {
        assertThatThrownBy(() -> Money.cny(-1)).isInstanceOf(MoneyException.BelowZero.class);
        assertThatThrownBy(() -> Money.cny(5).minus(Money.cny(6))).isInstanceOf(MoneyException.BelowZero.class);
        assertThat(Money.cny(5).minus(Money.cny(5)).isZero()).isTrue();
    }

    @Test
    void tooMuchIsRefusedInsteadOfWrappedRound() {
        Money most = Money.cny(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Money.cny(1))).isInstanceOf(MoneyException.Overflow.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(MoneyException.Overflow.class);
        assertThatThrownBy(() -> most.shareUp(10_001)).isInstanceOf(MoneyException.Overflow.class);
        assertThat(most.shareHalfEven(Money.WHOLE_BASIS_POINTS)).isEqualTo(most);
    }

    @Test
    void twoCurrenciesNeverMix() {
        Money yuan = Money.cny(1);
        Money euro = Money.of(1, "EUR");
        assertThatThrownBy(() -> yuan.plus(euro)).isInstanceOf(MoneyException.CurrencyMismatch.class);
        assertThatThrownBy(() -> yuan.minus(euro)).isInstanceOf(MoneyException.CurrencyMismatch.class);
        assertThatThrownBy(() -> yuan.compareTo(euro)).isInstanceOf(MoneyException.CurrencyMismatch.class);
    }

    @ParameterizedTest
    @CsvSource({
        "100,250,2,3,2",
        "200,250,5,5,5",
        "300,250,8,8,7",
        "500,250,12,13,12",
        "0,250,0,0,0",
        "99,10000,99,99,99"
    })
    void aShareIsRoundedAsItsNameSays(long amount, int basisPoints, long halfEven, long up, long down) {
        Money money = Money.cny(amount);
        assertThat(money.shareHalfEven(basisPoints)).isEqualTo(Money.cny(halfEven));
        assertThat(money.shareUp(basisPoints)).isEqualTo(Money.cny(up));
        assertThat(money.shareDown(basisPoints)).isEqualTo(Money.cny(down));
    }

    @Test
    void largestRemaindersGetTheUnitsLeftOver() {
        assertThat(Money.cny(100).allocate(1, 1, 1)).containsExactly(Money.cny(34), Money.cny(33), Money.cny(33));
        assertThat(Money.cny(10).allocate(5, 2, 3, 0))
                .containsExactly(Money.cny(5), Money.cny(2), Money.cny(3), Money.cny(0));
        assertThat(Money.cny(7).allocate(70, 25, 5)).containsExactly(Money.cny(5), Money.cny(2), Money.cny(0));
        assertThatThrownBy(() -> Money.cny(1).allocate()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.cny(1).allocate(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.cny(1).allocate(2, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsSumToTheWholeAndEachIsWithinOneUnitOfItsExactShare() {
        for (int i = 0; i < CASES; i++) {
            Money whole = Money.cny(random.nextLong(i % 2 == 0 ? 1_000 : Long.MAX_VALUE));
            int[] weights = random.ints(1 + random.nextInt(8), 0, i % 3 == 0 ? 5 : Integer.MAX_VALUE)
                    .toArray();
            weights[0]++;
            long total = IntStream.of(weights).asLongStream().sum();

            var parts = whole.allocate(weights);

            assertThat(parts.stream().reduce(Money.cny(0), Money::plus)).isEqualTo(whole);
            for (int part = 0; part < weights.length; part++) {
                BigDecimal exact = BigDecimal.valueOf(whole.amountMinor())
                        .multiply(BigDecimal.valueOf(weights[part]))
                        .divide(BigDecimal.valueOf(total), 9, RoundingMode.DOWN);
                assertThat(BigDecimal.valueOf(parts.get(part).amountMinor())
                                .subtract(exact)
                                .abs())
                        .isLessThan(BigDecimal.ONE);
            }
        }
    }

    @Test
    void whatIsAddedCanBeTakenAwayAgain() {
        for (int i = 0; i < CASES; i++) {
            Money one = Money.cny(random.nextLong(Long.MAX_VALUE / 2));
            Money other = Money.cny(random.nextLong(Long.MAX_VALUE / 2));
            assertThat(one.plus(other).minus(other)).isEqualTo(one);
            assertThat(one.plus(other)).isEqualTo(other.plus(one));
            assertThat(one.min(other).compareTo(one.max(other))).isNotPositive();
        }
    }

    @Test
    void aCurrencyOutsideIso4217IsNone() {
        assertThatThrownBy(() -> Money.of(1, "XYZ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Money.zero(Currency.getInstance("JPY"))).hasToString("0 JPY");
    }
}
