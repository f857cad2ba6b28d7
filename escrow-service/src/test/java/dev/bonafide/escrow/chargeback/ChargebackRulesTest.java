package dev.bonafide.escrow.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.chargeback.ChargebackRules.Bearer;
import dev.bonafide.escrow.chargeback.ChargebackRules.Cover;
import dev.bonafide.escrow.chargeback.ChargebackRules.Waiting;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargebackRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    /** E-13: before the bank's deadline, with a margin; never after it because of the margin. */
    @ParameterizedTest
    @CsvSource({"P7D, P5D", "PT49H, PT1H", "PT48H, PT0S", "PT1H, PT0S"})
    void theBankIsAnsweredInTime(Duration left, Duration wait) {
        assertThat(ChargebackRules.contestAt(NOW, NOW.plus(left), Duration.ofHours(48)))
                .isEqualTo(NOW.plus(wait));
    }

    /** E-13: what the buyer was to have anyway, the bank has given; to the cent. */
    @Test
    void aLossIsUsedForRefundsThatWait() {
        assertThat(cover(300)).isEqualTo(new Cover(List.of(), null, Money.cny(300)));
        assertThat(cover(300, 300)).isEqualTo(new Cover(List.of(FIRST), null, Money.cny(0)));
        assertThat(cover(300, 100)).isEqualTo(new Cover(List.of(FIRST), null, Money.cny(200)));
        assertThat(cover(300, 100, 200)).isEqualTo(new Cover(List.of(FIRST, SECOND), null, Money.cny(0)));
        assertThat(cover(300, 301)).isEqualTo(new Cover(List.of(), new Waiting(FIRST, Money.cny(300)), Money.cny(0)));
        assertThat(cover(300, 299, 2))
                .isEqualTo(new Cover(List.of(FIRST), new Waiting(SECOND, Money.cny(1)), Money.cny(0)));
    }

    /** E-13: the right account. */
    @ParameterizedTest(name = "{0}, earned {1}, delivered {2}: {3}")
    @CsvSource({
        "NOT_RECEIVED, true,  true,  SELLER",
        "NOT_RECEIVED, true,  false, SELLER",
        "FRAUDULENT,   true,  true,  PLATFORM",
        "FRAUDULENT,   true,  false, SELLER",
        "NOT_RECEIVED, false, true,  PLATFORM",
        "FRAUDULENT,   false, false, PLATFORM"
    })
    void whoBearsTheRest(String reason, boolean earned, boolean delivered, Bearer bearer) {
        assertThat(ChargebackRules.bearer(reason, earned, delivered, Set.of("FRAUDULENT")))
                .isEqualTo(bearer);
    }

    private static Cover cover(long loss, long... waiting) {
        var ids = List.of(FIRST, SECOND);
        return ChargebackRules.cover(
                Money.cny(loss),
                IntStream.range(0, waiting.length)
                        .mapToObj(i -> new Waiting(ids.get(i), Money.cny(waiting[i])))
                        .toList());
    }
}
