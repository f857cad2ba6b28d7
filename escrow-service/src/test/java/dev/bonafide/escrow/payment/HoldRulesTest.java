package dev.bonafide.escrow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.AllStages;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.payment.HoldRules.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

    /** E-9: taken when the order waits for the money, kept while it waits for others, free in any other case. */
    @Test
    void theOrderDecidesWhatBecomesOfAReservation() {
        for (var order : AllStages.samples()) {
            var expected = switch (order.stage()) {
                case PLACED -> Verdict.KEEP;
                case AWAITING_PAYMENT -> Verdict.CAPTURE;
                default -> Verdict.RELEASE;
            };
            assertThat(HoldRules.decide(order)).as(order.stage().name()).isEqualTo(expected);
            assertThat(HoldRules.beforeItLapses(order))
                    .as(order.stage().name())
                    .isEqualTo(order instanceof Order.Placed ? Verdict.RENEW : expected);
        }
    }

    /** E-9: a day before, or half-way through a short one, so that there is always time to act. */
    @ParameterizedTest
    @CsvSource({"P7D, P6D", "P2D, P1D", "PT48H, PT24H", "PT12H, PT6H", "PT1H, PT30M", "PT0S, PT0S"})
    void somethingIsDoneBeforeAReservationLapses(Duration length, Duration after) {
        assertThat(HoldRules.actAt(NOW, NOW.plus(length), Duration.ofDays(1))).isEqualTo(NOW.plus(after));
    }

    @Test
    void oneThatHasLapsedAlreadyIsActedOnAtOnce() {
        var lapsed = NOW.minusSeconds(1);
        assertThat(HoldRules.actAt(NOW, lapsed, Duration.ofDays(1))).isEqualTo(lapsed);
    }
}
