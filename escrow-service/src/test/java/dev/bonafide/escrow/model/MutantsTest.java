package dev.bonafide.escrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The guards of the guards: a mistake is made on purpose, and the model, an invariant or the database must notice it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class MutantsTest {
    private static final int STORIES_AT_ONCE = 64;
    private static final int STORIES_MAX = 1_024;

    @Inject
    Proof proof;

    @Inject
    Acting acting;

    @Inject
    Looking looking;

    @Inject
    Mutants mutants;

    @Test
    @DisplayName("the inbox is skipped")
    void theInboxIsSkipped() {
        acting.withoutInbox(true);
        try {
            caught();
        } finally {
            acting.withoutInbox(false);
        }
    }

    @Test
    @DisplayName("the unique operation key is dropped, and a fact is booked twice")
    void theUniqueKeyIsDropped() {
        looking.execute("alter table ledger_entry drop constraint one_entry_per_operation");
        mutants.bookTheFundingTwice();
        try {
            assertThat(caught().why()).contains("held: ");
        } finally {
            looking.execute("""
                set session_replication_role = replica;
                delete from ledger_posting where entry_id in (
                    select id from ledger_entry one where exists (
                        select from ledger_entry other
                         where other.operation_key = one.operation_key and other.id < one.id));
                delete from ledger_entry one where exists (
                    select from ledger_entry other
                     where other.operation_key = one.operation_key and other.id < one.id);
                set session_replication_role = origin;
                alter table ledger_entry add constraint one_entry_per_operation unique (operation_key)\
                """);
        }
    }

    @Test
    @DisplayName("a fact is booked twice, and the database still has the unique key")
    void aFactIsBookedTwice() {
        mutants.bookTheFundingTwice();
        assertThat(caught().why()).contains("one_entry_per_operation");
    }

    @Test
    @DisplayName("two steps are swapped: the deadlines of the stage before are set")
    void twoStepsAreSwapped() {
        mutants.swapBeforeAndAfter();
        caught();
    }

    @Test
    @DisplayName("a refusal is ignored, and the seller paid")
    void aRefusalIsIgnored() {
        mutants.releaseAfterRefusal();
        caught();
    }

    @Test
    @DisplayName("a timer is forgotten: silence never accepts")
    void aTimerIsForgotten() {
        mutants.forgetATimer();
        assertThat(caught().why()).contains("order.auto-confirm");
    }

    @Test
    @DisplayName("a refund is given twice")
    void aRefundIsGivenTwice() {
        mutants.refundTwice();
        var failure = caught();
        assertThat(failure.why()).contains("is more than is left of payment");
        // Reserved, allowed, paid, and any way to have the money back: nothing else is left of the story.
        assertThat(proof.shortest(failure).steps()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    @DisplayName("the seller is paid after the buyer had the money back")
    void aReleaseAfterARefund() {
        mutants.releaseAfterRefund();
        assertThat(caught().why()).contains("never_below_zero");
    }

    @Test
    @DisplayName("the fee is a unit too much")
    void theFeeIsRoundedWrongly() {
        mutants.roundTheFeeUp();
        assertThat(caught().why()).contains("fees: ");
    }

    @Test
    @DisplayName("a webhook is trusted twice")
    void aWebhookIsTrustedTwice() {
        mutants.trustEveryWebhook();
        caught();
    }

    @Test
    @DisplayName("a freeze is ignored")
    void aFreezeIsIgnored() {
        mutants.ignoreTheFreeze();
        assertThat(caught().why()).contains("expected: DISPUTED");
    }

    @Test
    @DisplayName("what happened is said beside the commit")
    void saidBesideTheCommit() {
        mutants.sayItBesideTheCommit();
        assertThat(caught().why()).contains("said: ");
    }

    private Proof.Failure caught() {
        for (long seed = 0; seed < STORIES_MAX; seed += STORIES_AT_ONCE) {
            List<Proof.Failure> failures = proof.tell(LongStream.range(seed, seed + STORIES_AT_ONCE)
                    .mapToObj(Stories::of)
                    .toList());
            if (!failures.isEmpty()) {
                return failures.getFirst();
            }
        }
        throw new AssertionError("Nobody noticed in " + STORIES_MAX + " stories");
    }
}
