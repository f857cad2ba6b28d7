package dev.bonafide.identity.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.identity.evidence.EvidenceKind;
import dev.bonafide.identity.score.ScoreInput.DatedWeight;
import dev.bonafide.identity.verification.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreModelTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int RANDOM_ACCOUNTS = 3_000;

    /** Level, days since the phone was verified, sales, purchases, disputes lost; then the score and some of its parts. */
    @ParameterizedTest
    @CsvSource({
        // the newcomers of the plan: 610, 615 after 90 days and 623 after a year
        "L0,    0,    0,  0, 0, 600, 0,    0",
        "L1,    0,    0,  0, 0, 610, 0,    0",
        "L1,   90,    0,  0, 0, 615, 0,    0",
        "L1,  365,    0,  0, 0, 623, 0,    0",
        // a fault weighs 40 on somebody without a sale, 38 after one, 23 after fifteen, and 1 after a thousand
        "L1,    0,    0,  0, 1, 570, -40,  0",
        "L1,    0,    1,  0, 1, 575, -38,  0",
        "L2,    0,   15,  0, 1, 658, -23,  0",
        "L2,    0, 1000,  0, 1, 713, -1,   0",
        // the same fault three times after 120 sales
        "L2,    0,  120,  0, 3, 689, -17,  0",
        // L1 is held at 699, however much is sold and bought
        "L1, 3650, 5000, 90, 0, 699, 0,  -12",
        "L2, 3650, 5000, 90, 0, 756, 0,    0",
        // volume alone cannot take a fault to nothing, and no number of faults goes below the floor
        "L2,    0, 9000,  0, 1, 714, -1,   0",
        "L0,    0,    0,  0, 9, 440, -160, 0",
    })
    void I_9_scores_by_level_age_and_trades(
            String level, int days, int sales, int purchases, int faults, int score, int snad, int cap) {
        Score found = ScoreModel.score(input(level, days, sales, purchases, faults), TODAY);

        assertThat(found.value()).isEqualTo(score);
        assertThat(found.points(FactorName.SNAD)).isEqualTo(snad);
        assertThat(found.points(FactorName.CAP)).isEqualTo(cap);
    }

    @Test
    void AS_13_somebody_of_whom_nothing_is_known_stands_exactly_on_600() {
        assertThat(ScoreModel.score(input("L0", 0, 0, 0, 0), TODAY).value()).isEqualTo(600);
        assertThat(ScoreModel.score(input("L0", 0, 1000, 0, 0), TODAY).value()).isEqualTo(600);
        assertThat(ScoreModel.score(input("L0", 0, 1000, 0, 1), TODAY).value()).isEqualTo(600);
        assertThat(ScoreModel.score(input("L1", 0, 0, 0, 1), TODAY).value()).isLessThan(600);
    }

    @Test
    void I_9_the_points_add_up_to_the_score_for_three_thousand_random_accounts() {
        Random random = new Random(20261123);
        for (int i = 0; i < RANDOM_ACCOUNTS; i++) {
            ScoreInput input = random(random);
            Score score = ScoreModel.score(input, TODAY);
            assertThat(score.factors().stream().mapToInt(Factor::points).sum()).isEqualTo(score.value());
            assertThat(score.value()).isBetween(Score.MIN, input.level().scoreMax());
            assertThat(score.points(FactorName.CAP)).isNotPositive();
            assertThat(score.points(FactorName.FLOOR)).isNotNegative();
            assertThat(score.modelVersion()).isEqualTo("v1");
        }
    }

    @Test
    void one_more_sale_or_purchase_never_lowers_and_one_more_fault_never_raises_a_score() {
        Random random = new Random(7);
        for (int i = 0; i < RANDOM_ACCOUNTS; i++) {
            ScoreInput input = random(random);
            int score = ScoreModel.score(input, TODAY).value();
            assertThat(ScoreModel.score(with(input, EvidenceKind.SALE), TODAY).value())
                    .isGreaterThanOrEqualTo(score);
            assertThat(ScoreModel.score(with(input, EvidenceKind.PURCHASE), TODAY)
                            .value())
                    .isGreaterThanOrEqualTo(score);
            assertThat(ScoreModel.score(with(input, EvidenceKind.SNAD), TODAY).value())
                    .isLessThanOrEqualTo(score);
            assertThat(ScoreModel.score(with(input, EvidenceKind.ORDER_REFUNDED), TODAY)
                            .value())
                    .isEqualTo(score);
            assertThat(ScoreModel.score(input, TODAY.plusDays(100)).value()).isGreaterThanOrEqualTo(score);
        }
    }

    @Test
    void the_order_in_which_facts_became_known_makes_no_difference() {
        Random random = new Random(11);
        for (int i = 0; i < 100; i++) {
            ScoreInput input = random(random);
            List<DatedWeight> shuffled = new ArrayList<>(input.evidence());
            Collections.shuffle(shuffled, random);
            assertThat(ScoreModel.score(new ScoreInput(input.verified(), shuffled), TODAY))
                    .isEqualTo(ScoreModel.score(input, TODAY));
        }
    }

    @Test
    void a_fact_of_a_later_day_does_not_count_yet() {
        var tomorrow = new DatedWeight(EvidenceKind.SALE, TODAY.plusDays(1), 1, 1_000_000);
        var input = new ScoreInput(Map.of(Kind.PHONE, TODAY, Kind.REAL_NAME, TODAY), List.of(tomorrow));
        assertThat(ScoreModel.score(input, TODAY).points(FactorName.SALES)).isZero();
        assertThat(ScoreModel.score(input, TODAY.plusDays(1)).points(FactorName.SALES))
                .isEqualTo(3);
        assertThat(input.dayNotBefore(TODAY)).isEqualTo(TODAY.plusDays(1));
    }

    @ParameterizedTest
    @CsvSource({"5, 2, 3", "-5, 2, -3", "4, 3, 1", "-4, 3, -1", "0, 7, 0", "1, 2, 1", "-1, 2, -1", "49, 100, 0"})
    void halves_are_rounded_away_from_zero(long dividend, long divisor, int expected) {
        assertThat(Ratio.roundedHalfAwayFromZero(dividend, divisor)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"350, <650", "649, <650", "650, 650+", "699, 650+", "700, 700+", "756, 750+", "950, 950+"})
    void AS_1_others_see_the_score_rounded_down_to_fifty_and_from_650_up(int value, String band) {
        var score = new Score(value, "v1", List.of(new Factor(FactorName.BASE, value)));
        assertThat(score.band()).isEqualTo(band);
    }

    @Test
    void the_next_day_worth_telling_is_the_first_on_which_a_line_is_crossed_or_five_points_are_gained() {
        ScoreInput newcomer = input("L1", 0, 0, 0, 0);
        LocalDate day = ScoreWatch.nextDayWorthTelling(newcomer, TODAY).orElseThrow();
        assertThat(ScoreModel.score(newcomer, day.minusDays(1)).value()).isEqualTo(614);
        assertThat(ScoreModel.score(newcomer, day).value()).isEqualTo(615);

        // 600 + 10 + 45 − 6 is one short of a badge
        ScoreInput nearly = input("L2", 0, 0, 0, 0);
        ScoreInput nearer =
                new ScoreInput(nearly.verified(), List.of(new DatedWeight(EvidenceKind.SNAD, TODAY, 1, 150_000)));
        assertThat(ScoreModel.score(nearer, TODAY).value()).isEqualTo(649);
        LocalDate badgeDay = ScoreWatch.nextDayWorthTelling(nearer, TODAY).orElseThrow();
        assertThat(ScoreModel.score(nearer, badgeDay.minusDays(1)).value()).isEqualTo(649);
        assertThat(ScoreModel.score(nearer, badgeDay).value()).isEqualTo(650);

        assertThat(ScoreWatch.nextDayWorthTelling(input("L0", 0, 3, 3, 0), TODAY))
                .isEmpty();
    }

    private static ScoreInput input(String level, int days, int sales, int purchases, int faults) {
        Map<Kind, LocalDate> verified = new EnumMap<>(Kind.class);
        if (!level.equals("L0")) {
            verified.put(Kind.PHONE, TODAY.minusDays(days));
        }
        if (level.equals("L2")) {
            verified.put(Kind.REAL_NAME, TODAY);
        }
        return new ScoreInput(
                verified,
                List.of(
                        new DatedWeight(EvidenceKind.SALE, TODAY, sales, sales * 1_000_000L),
                        new DatedWeight(EvidenceKind.PURCHASE, TODAY, purchases, purchases * 1_000_000L),
                        new DatedWeight(EvidenceKind.SNAD, TODAY, faults, faults * 1_000_000L)));
    }

    private static ScoreInput random(Random random) {
        Map<Kind, LocalDate> verified = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (random.nextInt(3) > 0) {
                verified.put(kind, TODAY.minusDays(random.nextInt(4_000)));
            }
        }
        List<DatedWeight> evidence = new ArrayList<>();
        int facts = random.nextInt(40);
        for (int i = 0; i < facts; i++) {
            EvidenceKind kind = EvidenceKind.values()[random.nextInt(EvidenceKind.values().length)];
            int count = 1 + random.nextInt(kind == EvidenceKind.SALE ? 50 : 3);
            long weight = (long) count * random.nextInt(1_000_001);
            evidence.add(new DatedWeight(kind, TODAY.minusDays(random.nextInt(1_000)), count, weight));
        }
        return new ScoreInput(verified, evidence);
    }

    private static ScoreInput with(ScoreInput input, EvidenceKind kind) {
        List<DatedWeight> more = new ArrayList<>(input.evidence());
        more.add(new DatedWeight(kind, TODAY, 1, 1_000_000));
        return new ScoreInput(input.verified(), more);
    }
}
