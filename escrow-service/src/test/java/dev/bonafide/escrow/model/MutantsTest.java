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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The guards of the guards: a mistake is made on purpose, and the model, an invariant or the database must notice it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class MutantsTest extends MutantsCase {
    @Inject
    Acting acting;

    @Inject
    Looking looking;

    @Test
    @DisplayName("the inbox is skipped")
    void theInboxIsSkipped() {
        acting.withoutInbox(true);
        try {
            hunt.caught();
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
            isNoticed("held: ");
        } finally {
            looking.execute("""
                set session_replication_role = replica;
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
        isNoticed("one_entry_per_operation");
    }

    @Test
    @DisplayName("two steps are swapped: the deadlines of the stage before are set")
    void twoStepsAreSwapped() {
        clocks.swapBeforeAndAfter();
        hunt.caught();
    }

    @Test
    @DisplayName("a refusal is ignored, and the seller paid")
    void aRefusalIsIgnored() {
        mutants.releaseAfterRefusal();
        hunt.caught();
    }

    @Test
    @DisplayName("a timer is forgotten: silence never accepts")
    void aTimerIsForgotten() {
        clocks.forgetATimer();
        isNoticed("order.auto-confirm");
    }

    @Test
    @DisplayName("a refund is given twice")
    void aRefundIsGivenTwice() {
        mutants.refundTwice();
        var failure = isNoticedWhere("RefundIssued", "is more than is left of payment");
        // Reserved, allowed, paid, and any way to have the money back: nothing else is left of the story.
        isTellableIn(6, failure);
    }

    @Test
    @DisplayName("the seller is paid after the buyer had the money back")
    void aReleaseAfterARefund() {
        mutants.releaseAfterRefund();
        isNoticed("never_below_zero");
    }

    @Test
    @DisplayName("the fee is a unit too much")
    void theFeeIsRoundedWrongly() {
        books.roundTheFeeUp();
        isNoticed("the seller's: ");
    }

    @Test
    @DisplayName("a webhook is trusted twice")
    void aWebhookIsTrustedTwice() {
        mutants.trustEveryWebhook();
        hunt.caught();
    }

    @Test
    @DisplayName("a freeze is ignored")
    void aFreezeIsIgnored() {
        mutants.ignoreTheFreeze();
        isNoticed("expected: DISPUTED");
    }

    @Test
    @DisplayName("what happened is said beside the commit")
    void saidBesideTheCommit() {
        mutants.sayItBesideTheCommit();
        isNoticedWhere("OrderReleased", "said: ");
    }

    // After the release

    @Test
    @DisplayName("what was released in silence is claimed although it is all there")
    void aSilentReleaseIsNotTakenBack() {
        mutants.claimWhatIsStillThere();
        isNoticedWhere("taken back", "expected: DISPUTED");
    }

    @Test
    @DisplayName("a claim keeps nothing from leaving")
    void aClaimBlocksNothing() {
        hunt.forgetting(
                "earning_block",
                "true",
                () -> assertThat(hunt.caught().why())
                        // What goes back, or a milestone that is claimed, the database does not leave unblocked at all.
                        .containsAnyOf("answered DONE (expected: REFUSED)", "deadlines: "));
    }

    @Test
    @DisplayName("the platform bears a claim that the seller has the money for")
    void aClaimCostsTheSellerNothing() {
        books.letThePlatformBearTheClaim();
        isNoticedWhere("claimed", "the seller's: ", "owed by the seller: ");
    }

    @Test
    @DisplayName("what the insurer has paid is not kept in mind")
    void theInsurersPaymentIsForgotten() {
        hunt.forgetting(
                "indemnity_draw",
                "new.source = 'INSURER'",
                () -> assertThat(hunt.caughtWhere("insured").why())
                        // The database refuses to give what nobody keeps in mind, and the claim is not paid at all.
                        .contains("on its way back: "));
    }

    // Banks

    @Test
    @DisplayName("E-13: money is given back beside the bank that has pulled it back")
    void aRefundBesideTheBank() {
        mutants.refundBesideTheBank();
        hunt.caughtWhere("bank lost");
    }

    @Test
    @DisplayName("E-13: the platform bears what a bank has left the buyer after the release")
    void aLostCaseCostsTheSellerNothing() {
        books.letThePlatformBearTheBank();
        isNoticedWhere("bank lost", "the seller's: ", "owed by the seller: ");
    }

    @Test
    @DisplayName("E-12: a payout that nobody has confirmed is taken for paid")
    void aPayoutIsGuessed() {
        books.guessThePayout();
        isNoticedWhere("paid out", "on its way to the bank: ");
    }

    @Test
    @DisplayName("E-12: a payout that failed is given back twice")
    void aFailedPayoutIsGivenBackTwice() {
        books.twice(Fact.PAYOUT_VOIDED);
        hunt.caughtWhere("paid out in vain");
    }
}
