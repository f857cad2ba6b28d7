package dev.bonafide.escrow.instalment;

import static dev.bonafide.escrow.instalment.PlanSamples.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.instalment.PlanSchedule.Due;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    /** AS-21: twelve parts whose sum is exactly 8,000.00; the first ones are a fen larger. */
    @Test
    void twelvePartsOfEightThousandSumToEightThousand() {
        var amounts = PlanSchedule.of(Money.cny(800_000), 12, POLICY, NOW).stream()
                .map(due -> due.amount().amountMinor())
                .toList();

        assertThat(amounts.stream().mapToLong(Long::longValue).sum()).isEqualTo(800_000);
        assertThat(amounts.subList(0, 8)).containsOnly(66_667L);
        assertThat(amounts.subList(8, 12)).containsOnly(66_666L);
    }

    /** E-10: for whatever total and number, the sum is exact and no part is more than a unit larger than another. */
    @Test
    void thePartsSumToTheTotalWhateverItIs() {
        var random = new Random(10);
        for (int round = 0; round < 5_000; round++) {
            var parts = 2 + random.nextInt(59);
            var total = parts + random.nextLong(1L << (1 + random.nextInt(50)));
            var amounts = PlanSchedule.of(Money.cny(total), parts, POLICY, NOW).stream()
                    .map(due -> due.amount().amountMinor())
                    .toList();

            assertThat(amounts).hasSize(parts).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            assertThat(amounts.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
            assertThat(amounts.getFirst() - amounts.getLast()).isBetween(0L, 1L);
            assertThat(amounts.getLast()).isPositive();
        }
    }

    @Test
    void theFirstPartIsDueAtOnceAndTheOthersAtTheSameDayOfEachMonth() {
        var dues = PlanSchedule.of(Money.cny(60_000), 3, POLICY, NOW);
        assertThat(dues.getFirst()).isEqualTo(new Due(1, Money.cny(20_000), LocalDate.parse("2026-11-02"), NOW));
        assertThat(dues.getLast())
                .isEqualTo(new Due(
                        3, Money.cny(20_000), LocalDate.parse("2027-01-02"), Instant.parse("2027-01-02T02:00:00Z")));
    }

    @Test
    void aShortMonthEndsThePartAndDoesNotMoveTheLaterOnes() {
        var days = days(Instant.parse("2027-12-31T04:00:00Z"), POLICY);
        assertThat(days.subList(0, 4))
                .containsExactly(
                        LocalDate.parse("2027-12-31"),
                        LocalDate.parse("2028-01-31"),
                        LocalDate.parse("2028-02-29"), // a leap year
                        LocalDate.parse("2028-03-31"));
        assertThat(days(Instant.parse("2026-01-31T04:00:00Z"), POLICY).get(1)).isEqualTo("2026-02-28");
    }

    @Test
    void theDayIsTheOneOfTheMarketplace() {
        // Half past midnight in Shanghai, still the day before in UTC.
        assertThat(days(Instant.parse("2026-11-30T16:30:00Z"), POLICY).getFirst())
                .isEqualTo("2026-12-01");
    }

    /** The clock of the wall counts: where it is put forward or back, a part is still asked for at ten. */
    @Test
    void summerTimeDoesNotMoveTheHour() {
        var berlin = new InstalmentPolicy(
                "v",
                POLICY.levelMin(),
                POLICY.scoreMin(),
                POLICY.debtMax(),
                POLICY.partsOffered(),
                POLICY.totalMin(),
                POLICY.totalMax(),
                ZoneId.of("Europe/Berlin"),
                POLICY.chargeAt(),
                POLICY.remindBefore(),
                POLICY.retryAfter(),
                POLICY.writeOffAfter());
        var dues = PlanSchedule.of(Money.cny(60_000), 3, berlin, Instant.parse("2027-02-15T12:00:00Z"));
        assertThat(dues.get(1).dueAt()).isEqualTo("2027-03-15T09:00:00Z");
        assertThat(dues.get(2).dueAt()).isEqualTo("2027-04-15T08:00:00Z");
    }

    private static List<LocalDate> days(Instant now, InstalmentPolicy policy) {
        return PlanSchedule.of(Money.cny(800_000), 12, policy, now).stream()
                .map(Due::dueOn)
                .toList();
    }
}
