package dev.bonafide.escrow.instalment;

import static dev.bonafide.escrow.instalment.PlanSamples.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.escrow.instalment.Ineligibility.CurrencyNotOffered;
import dev.bonafide.escrow.instalment.Ineligibility.DebtTooHigh;
import dev.bonafide.escrow.instalment.Ineligibility.LevelTooLow;
import dev.bonafide.escrow.instalment.Ineligibility.PartOverdue;
import dev.bonafide.escrow.instalment.Ineligibility.PartWrittenOff;
import dev.bonafide.escrow.instalment.Ineligibility.PartsNotOffered;
import dev.bonafide.escrow.instalment.Ineligibility.ScoreTooLow;
import dev.bonafide.escrow.instalment.Ineligibility.ScoreUnknown;
import dev.bonafide.escrow.instalment.Ineligibility.TotalOutOfRange;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditReviewTest {
    private static final Money TOTAL = Money.cny(800_000);
    private static final Debts NONE = Debts.none(TOTAL.currency());

    /** AS-21, E-10: the limit itself is enough, one below it is not. */
    @ParameterizedTest(name = "{0}, score {1}, owes {2}, CNY fen {3} in {4}: {5}")
    @CsvSource({
        "L2, 720, 0,       800000,  12, yes",
        "L2, 540, 0,       800000,  12, ScoreTooLow",
        "L2, 650, 0,       800000,  12, yes",
        "L2, 649, 0,       800000,  12, ScoreTooLow",
        "L1, 720, 0,       800000,  12, LevelTooLow",
        "L3, 720, 0,       800000,  12, yes",
        "L2, ,    0,       800000,  12, ScoreUnknown",
        "L2, 720, 1200000, 800000,  12, yes",
        "L2, 720, 1200001, 800000,  12, DebtTooHigh",
        "L2, 720, 0,       800000,  6,  yes",
        "L2, 720, 0,       800000,  5,  PartsNotOffered",
        "L2, 720, 0,       800000,  0,  PartsNotOffered",
        "L2, 720, 0,       800000,  -3, PartsNotOffered",
        "L2, 720, 0,       60000,   3,  yes",
        "L2, 720, 0,       59999,   3,  TotalOutOfRange",
        "L2, 720, 0,       2000000, 3,  yes",
        "L2, 720, 0,       2000001, 3,  TotalOutOfRange DebtTooHigh"
    })
    void aBuyerIsEligibleUpToEachLimit(
            TrustLevel level, @Nullable Integer score, long open, long total, int parts, String outcome) {
        var debts = new Debts(Money.cny(open), Money.cny(0), Money.cny(0));
        var reasons = new CreditReview(new Standing(level, score), debts, Money.cny(total), parts, POLICY).reasons();
        var names = reasons.stream()
                .map(reason -> reason.getClass().getSimpleName())
                .toList();
        assertThat(names.isEmpty() ? "yes" : String.join(" ", names)).isEqualTo(outcome);
    }

    /** E-10: all at once, each with its facts. */
    @Test
    void everyReasonIsNamedWithItsFacts() {
        var debts = new Debts(Money.cny(1_900_000), Money.cny(5_000), Money.cny(7_000));
        SortedSet<Integer> offered = new TreeSet<>(List.of(3, 6, 12));

        assertThat(new CreditReview(new Standing(TrustLevel.L0, 540), debts, Money.cny(2_100_000), 24, POLICY)
                        .reasons())
                .containsExactly(
                        new LevelTooLow(TrustLevel.L0, TrustLevel.L2),
                        new ScoreTooLow(540, 650),
                        new PartOverdue(Money.cny(5_000)),
                        new PartWrittenOff(Money.cny(7_000)),
                        new PartsNotOffered(24, offered),
                        new TotalOutOfRange(Money.cny(2_100_000), Money.cny(60_000), Money.cny(2_000_000)),
                        new DebtTooHigh(Money.cny(1_900_000), Money.cny(4_000_000), Money.cny(2_000_000)));
        assertThat(new CreditReview(Standing.UNKNOWN, NONE, TOTAL, 12, POLICY).reasons())
                .containsExactly(new LevelTooLow(TrustLevel.L0, TrustLevel.L2), new ScoreUnknown(650));
        assertThat(new CreditReview(new Standing(TrustLevel.L2, 720), NONE, Money.of(800_000, "USD"), 12, POLICY)
                        .reasons())
                .containsExactly(new CurrencyNotOffered("USD", "CNY"));
    }

    @Test
    void aPolicyThatCouldMakeNoPlanIsRefusedWhereItIsWrittenDown() {
        assertThatThrownBy(() -> policy(List.of(1, 3), 60_000, 2_000_000, Duration.ofDays(1)))
                .hasMessageContaining("partsOffered");
        assertThatThrownBy(() -> policy(List.of(), 60_000, 2_000_000, Duration.ofDays(1)))
                .hasMessageContaining("partsOffered");
        assertThatThrownBy(() -> policy(List.of(12), 11, 2_000_000, Duration.ofDays(1)))
                .hasMessageContaining("totalMin");
        assertThatThrownBy(() -> policy(List.of(12), 60_000, 59_999, Duration.ofDays(1)))
                .hasMessageContaining("totalMin");
        assertThatThrownBy(() -> policy(List.of(12), 60_000, 2_000_000, Duration.ZERO))
                .hasMessageContaining("retryAfter");
    }

    private static InstalmentPolicy policy(List<Integer> parts, long min, long max, Duration retry) {
        return new InstalmentPolicy(
                "v",
                POLICY.levelMin(),
                POLICY.scoreMin(),
                POLICY.debtMax(),
                new TreeSet<>(parts),
                Money.cny(min),
                Money.cny(max),
                POLICY.zone(),
                POLICY.chargeAt(),
                POLICY.remindBefore(),
                List.of(retry),
                POLICY.writeOffAfter());
    }
}
