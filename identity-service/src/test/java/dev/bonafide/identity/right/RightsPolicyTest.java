package dev.bonafide.identity.right;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bonafide.identity.account.Level;
import dev.bonafide.identity.right.RightsPolicy.Grant;
import dev.bonafide.identity.right.RightsPolicy.LowScore;
import dev.bonafide.identity.verification.Kind;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsPolicyTest {

    private static final Map<Level, Grant> LEVELS = Map.of(
            Level.L0, new Grant(Money.cny(0), 0, 7),
            Level.L1, new Grant(Money.cny(200_000), 3, 7),
            Level.L2, new Grant(Money.cny(2_000_000), 20, 3),
            Level.L3, new Grant(Money.cny(10_000_000), 100, 1));
    private static final RightsPolicy POLICY =
            new RightsPolicy("test", LEVELS, List.of(new LowScore(600, 2, 4, null), new LowScore(550, 1, 0, 1)));

    @ParameterizedTest
    @CsvSource({
        "L0, 600, 0,       0,  7",
        "L1, 600, 200000,  3,  7",
        "L1, 599, 100000,  3,  11",
        "L1, 550, 100000,  3,  11",
        "L1, 549, 100000,  1,  11",
        "L2, 600, 2000000, 20, 3",
        "L2, 599, 1000000, 20, 7",
        "L2, 350, 1000000, 1,  7",
        "L0, 350, 0,       0,  11",
    })
    void I_5_level_and_score_give_rights(Level level, int score, long maxOrder, int publishPerDay, int payoutDelay) {
        assertThat(POLICY.rights(level, score))
                .isEqualTo(new Rights("test", Money.cny(maxOrder), publishPerDay, payoutDelay));
    }

    @Test
    void a_policy_that_forgets_a_level_or_divides_by_nothing_is_none() {
        assertThatThrownBy(() -> new RightsPolicy("test", Map.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RightsPolicy("test", LEVELS, List.of(new LowScore(600, 0, 0, null))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void I_4_a_real_name_counts_only_together_with_a_phone() {
        assertThat(Level.of(Set.of())).isEqualTo(Level.L0);
        assertThat(Level.of(Set.of(Kind.PHONE))).isEqualTo(Level.L1);
        assertThat(Level.of(Set.of(Kind.REAL_NAME))).isEqualTo(Level.L0);
        assertThat(Level.of(Set.of(Kind.PHONE, Kind.REAL_NAME))).isEqualTo(Level.L2);
    }
}
