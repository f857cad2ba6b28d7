package dev.bonafide.escrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.ledger.Fact;
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

    @Inject
    BookMutants books;

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
        books.twice(Fact.FUNDED);
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
        books.twice(Fact.FUNDED);
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
        books.roundTheFeeUp();
        assertThat(caught().why()).contains("the seller's: ");
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

    // Milestones

    @Test
    @DisplayName("E-11: silence never accepts a milestone")
    void theTimersOfMilestonesAreForgotten() {
        mutants.forgetTheTimersOfMilestones();
        assertThat(caught().why()).contains("milestone.auto-confirm");
    }

    @Test
    @DisplayName("E-11: the clocks of milestones run on during a dispute")
    void theClocksOfMilestonesRunOn() {
        mutants.letTheClocksRunOn();
        assertThat(caught().why()).contains("deadlines: ");
    }

    @Test
    @DisplayName("E-11: a milestone is released without its share of the fee")
    void theFeeOfAMilestoneIsForgotten() {
        books.forgetTheFeeOfAMilestone();
        assertThat(caught().why()).contains("the seller's: ");
    }

    // After the release

    @Test
    @DisplayName("what was released in silence is claimed although it is all there")
    void aSilentReleaseIsNotTakenBack() {
        mutants.claimWhatIsStillThere();
        assertThat(caught().why()).contains("expected: DISPUTED");
    }

    @Test
    @DisplayName("a claim keeps nothing from leaving")
    void aClaimBlocksNothing() {
        forgetting(
                "earning_block",
                "true",
                () -> assertThat(caught().why()).contains("answered DONE (expected: REFUSED)"));
    }

    @Test
    @DisplayName("the platform bears a claim that the seller has the money for")
    void aClaimCostsTheSellerNothing() {
        books.letThePlatformBearTheClaim();
        assertThat(caught().why()).contains("the seller's: ");
    }

    @Test
    @DisplayName("what the insurer has paid is not kept in mind")
    void theInsurersPaymentIsForgotten() {
        forgetting(
                "indemnity_draw",
                "new.source = 'INSURER'",
                () -> assertThat(caught().why())
                        // The database refuses to give what nobody keeps in mind, and the claim is not paid at all.
                        .contains("on its way back: "));
    }

    // Banks

    @Test
    @DisplayName("E-12: a payout that nobody has confirmed is taken for paid")
    void aPayoutIsGuessed() {
        books.guessThePayout();
        assertThat(caught().why()).contains("on its way to the bank: ");
    }

    @Test
    @DisplayName("E-12: a payout that failed is given back twice")
    void aFailedPayoutIsGivenBackTwice() {
        books.twice(Fact.PAYOUT_VOIDED);
        caught();
    }

    /** While it runs, the database forgets such rows. */
    private void forgetting(String table, String which, Runnable work) {
        looking.execute("""
            create function forget_it() returns trigger language plpgsql as 'begin return null; end';
            create trigger a_forget_it before insert on %s for each row when (%s) execute function forget_it()\
            """.formatted(table, which));
        try {
            work.run();
        } finally {
            looking.execute("drop trigger a_forget_it on " + table + "; drop function forget_it()");
        }
    }

    private Proof.Failure caught() {
        for (long seed = 0; seed < STORIES_MAX; seed += STORIES_AT_ONCE) {
            List<Proof.Failure> failures = proof.tellUntilOneFails(LongStream.range(seed, seed + STORIES_AT_ONCE)
                    .mapToObj(Stories::of)
                    .toList());
            if (!failures.isEmpty()) {
                return failures.getFirst();
            }
        }
        throw new AssertionError("Nobody noticed in " + STORIES_MAX + " stories");
    }
}
