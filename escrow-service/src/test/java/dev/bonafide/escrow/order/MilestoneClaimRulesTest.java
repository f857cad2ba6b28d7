package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Moves.moved;
import static dev.bonafide.escrow.order.OrderSamples.BUYER;
import static dev.bonafide.escrow.order.OrderSamples.DISPUTE;
import static dev.bonafide.escrow.order.OrderSamples.LAST;
import static dev.bonafide.escrow.order.OrderSamples.NOON;
import static dev.bonafide.escrow.order.OrderSamples.OTHER;
import static dev.bonafide.escrow.order.OrderSamples.RULING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.order.Decision.Refused.FreezeExtendedBefore;
import dev.bonafide.escrow.order.MilestoneClaimRules.Answer;
import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.MilestoneState.Released;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D-1, E-11: what a look at a milestone does not show. The second was accepted at noon; the first is still open. */
class MilestoneClaimRulesTest {
    private static final Claim OPEN = new Claim(Standstill.of(OTHER, NOON), null);

    /** In the terms, a hidden defect shows within seven days, a counterfeit within thirty. */
    @ParameterizedTest(name = "accepted by {0}, {1} after {2} h: {3}")
    @CsvSource({
        "BUYER, HIDDEN_DEFECT, 0,   CLAIMED",
        "BUYER, HIDDEN_DEFECT, 167, CLAIMED",
        "BUYER, HIDDEN_DEFECT, 168, HIDDEN_DEFECT_WINDOW_OVER",
        "BUYER, COUNTERFEIT,   168, CLAIMED",
        "BUYER, COUNTERFEIT,   720, HIDDEN_DEFECT_WINDOW_OVER",
        "BUYER, VISIBLE,       0,   ACCEPTED_BY_BUYER",
        "BUYER, VISIBLE,       -1,  ACCEPTED_BY_BUYER",
        "TIMER, VISIBLE,       -1,  CLAIMED",
        "TIMER, VISIBLE,       0,   INSPECTION_OVER",
        "TIMER, HIDDEN_DEFECT, 167, CLAIMED"
    })
    @DisplayName("D-1: its windows count from its own acceptance, whatever becomes of the others")
    void itsWindows(AcceptedBy by, Grievance grievance, long hours, String expected) {
        var openedAt = NOON.plus(Duration.ofHours(hours));
        var ended = moved(LAST, new AcceptMilestone(BUYER, 1), NOON.plus(Duration.ofDays(20)));
        for (var order : List.of(LAST, ended)) {
            var answer = MilestoneClaimRules.opened(
                    order,
                    2,
                    new Released(by, NOON),
                    List.of(new MilestoneClaim(1, OPEN)),
                    dispute(openedAt, grievance, null, false),
                    openedAt);
            assertThat(answer)
                    .isEqualTo(
                            expected.equals("CLAIMED")
                                    ? new Answer.Claimed(new Claim(Standstill.of(DISPUTE, openedAt), null))
                                    : new Answer.Refused(FreezeRefusal.valueOf(expected)));
        }
    }

    @Test
    @DisplayName(
            "D-1: one claim per milestone, and never beside a dispute about all that was accepted, or about the rest")
    void oneAtATime() {
        assertThat(opened(LAST, List.of(new MilestoneClaim(2, OPEN)), null))
                .isEqualTo(new Answer.Refused(FreezeRefusal.OTHER_DISPUTE_OPEN));
        assertThat(opened(LAST, List.of(new MilestoneClaim(2, OPEN.decide(RULING))), null))
                .isEqualTo(new Answer.Refused(FreezeRefusal.RELEASED_BY_RULING));
        assertThat(opened(LAST, List.of(new MilestoneClaim(2, new Claim(Standstill.of(DISPUTE, NOON), RULING))), null))
                .isEqualTo(new Answer.Already());

        var ended = (Order.Released) moved(LAST, new AcceptMilestone(BUYER, 1), NOON);
        assertThat(opened(ended.with(OPEN), List.of(), null))
                .isEqualTo(new Answer.Refused(FreezeRefusal.OTHER_DISPUTE_OPEN));
        assertThat(opened(ended.with(OPEN.decide(RULING)), List.of(), null))
                .isEqualTo(new Answer.Refused(FreezeRefusal.RELEASED_BY_RULING));
        assertThat(opened(LAST.freeze(OTHER, NOON), List.of(), null))
                .isEqualTo(new Answer.Refused(FreezeRefusal.OTHER_DISPUTE_OPEN));
        // A bank is no dispute of a party.
        assertThat(MilestoneClaimRules.opened(
                        LAST.freeze(OTHER, NOON),
                        2,
                        new Released(AcceptedBy.BUYER, NOON),
                        List.of(),
                        new Freeze(DISPUTE, NOON, FrozenBy.DISPUTE, OTHER, Grievance.HIDDEN_DEFECT, false, false),
                        NOON))
                .isInstanceOf(Answer.Claimed.class);
        assertThat(opened(LAST, List.of(), Grievance.COUNTERFEIT))
                .isEqualTo(new Answer.Refused(FreezeRefusal.ALREADY_INDEMNIFIED));

        assertThat(MilestoneClaimRules.mayNotClaimAll(List.of())).isNull();
        assertThat(MilestoneClaimRules.mayNotClaimAll(List.of(new MilestoneClaim(2, OPEN))))
                .isEqualTo(FreezeRefusal.OTHER_DISPUTE_OPEN);
        assertThat(MilestoneClaimRules.mayNotClaimAll(List.of(new MilestoneClaim(2, OPEN.decide(RULING)))))
                .isEqualTo(FreezeRefusal.RELEASED_BY_RULING);
    }

    @Test
    @DisplayName("X-1: a claim lasts sixty days, thirty longer if two people say so, once")
    void itLastsLongerOnce() {
        var windows = LAST.agreement().terms().windows().disputes();
        assertThat(MilestoneClaimRules.mayNotExtend(OPEN, windows)).isNull();
        var longer = MilestoneClaimRules.extended(OPEN);
        assertThat(FreezeAge.expiresAt(OPEN.standstill(), windows)).isEqualTo(NOON.plus(Duration.ofDays(60)));
        assertThat(FreezeAge.expiresAt(longer.standstill(), windows)).isEqualTo(NOON.plus(Duration.ofDays(90)));
        assertThat(MilestoneClaimRules.mayNotExtend(longer, windows))
                .isEqualTo(new FreezeExtendedBefore(NOON.plus(Duration.ofDays(90))));
    }

    /** @param madeGood what it is about if the loss was made good; null if it was not */
    private static Answer opened(Order order, List<MilestoneClaim> claims, @Nullable Grievance madeGood) {
        var grievance = madeGood == null ? Grievance.HIDDEN_DEFECT : madeGood;
        return MilestoneClaimRules.opened(
                order,
                2,
                new Released(AcceptedBy.BUYER, NOON),
                claims,
                dispute(NOON, grievance, null, madeGood != null),
                NOON);
    }

    private static Freeze dispute(Instant openedAt, Grievance grievance, @Nullable UUID insteadOf, boolean madeGood) {
        return new Freeze(DISPUTE, openedAt, FrozenBy.DISPUTE, insteadOf, grievance, madeGood, false);
    }
}
