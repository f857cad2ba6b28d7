package dev.bonafide.escrow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.approval.Approval.State;
import dev.bonafide.escrow.approval.Approval.Verdict;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two people, and never one twice. */
class ApprovalTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    @Test
    void theSecondPersonMayApproveUntilItExpires() {
        var open = approval(State.OPEN, null);
        var end = NOON.plus(Approval.LIFETIME);
        assertThat(open.approvedBy(SECOND, end.minusNanos(1_000))).isEqualTo(Verdict.COUNTS);
        assertThat(open.approvedBy(SECOND, end)).isEqualTo(Verdict.EXPIRED);
        assertThat(open.approvedBy(FIRST, NOON)).isEqualTo(Verdict.SAME_PERSON);
    }

    @Test
    void eitherMayRejectIt() {
        var open = approval(State.OPEN, null);
        assertThat(open.rejectedBy(FIRST)).isEqualTo(Verdict.COUNTS);
        assertThat(open.rejectedBy(SECOND)).isEqualTo(Verdict.COUNTS);
    }

    @Test
    void whatIsDecidedStaysDecided() {
        var approved = approval(State.APPROVED, SECOND);
        assertThat(approved.approvedBy(SECOND, NOON)).isEqualTo(Verdict.ALREADY_DONE);
        assertThat(approved.approvedBy(THIRD, NOON)).isEqualTo(Verdict.DECIDED);
        assertThat(approved.rejectedBy(THIRD)).isEqualTo(Verdict.DECIDED);
        var rejected = approval(State.REJECTED, SECOND);
        assertThat(rejected.approvedBy(THIRD, NOON)).isEqualTo(Verdict.DECIDED);
        assertThat(rejected.rejectedBy(SECOND)).isEqualTo(Verdict.ALREADY_DONE);
        assertThat(rejected.rejectedBy(THIRD)).isEqualTo(Verdict.DECIDED);
    }

    private static Approval approval(State state, @Nullable UUID decidedBy) {
        return new Approval(
                new UUID(9, 9),
                new FourEyes.FundPool(Money.cny(100)),
                FIRST,
                NOON,
                NOON.plus(Approval.LIFETIME),
                state,
                decidedBy,
                decidedBy == null ? null : NOON);
    }
}
