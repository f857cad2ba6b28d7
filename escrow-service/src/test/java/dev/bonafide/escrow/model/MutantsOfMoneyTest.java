package dev.bonafide.escrow.model;

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

/** The same of the money of rulings, plans and the compensation pool. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class MutantsOfMoneyTest extends MutantsCase {
    @Inject
    RulingMutants rulings;

    @Inject
    FinanceMutants finance;

    // Plans

    @Test
    @DisplayName("X-1: what a ruling has fixed for the buyer somebody else makes good meanwhile")
    void whatIsFixedIsLent() {
        rulings.lendWhatIsFixed();
        isNoticedWhere("fixed and made good", "on its way back: ", "PoolPayment");
    }

    @Test
    @DisplayName("X-1: two rulings have the money at once")
    void theMoneyIsFixedTwice() {
        rulings.fixItTwice();
        isNoticedWhere("refused for another", "one_ruling_has_the_money");
    }

    @Test
    @DisplayName("X-1: a plan is taken for the one before it")
    void thePlanIsForgotten() {
        rulings.forgetWhichPlan();
        isNoticedWhere("planned anew", "held: ", "RulingMoneyRefused", "the seller's: ", "said: ");
    }

    @Test
    @DisplayName("X-1: a later ruling does not know what the one before it has given")
    void whatWasRuledIsForgotten() {
        rulings.forgetWhatWasRuled();
        isNoticedWhere("ruled again", "on its way back: ", "the seller's: ", "says that the buyer has");
    }

    // Refunds

    @Test
    @DisplayName("E-8: a refund that comes back is not booked")
    void whatCameBackIsNotBooked() {
        books.forget(Fact.REFUND_CAME_BACK);
        isNoticedWhere("refund came back", "nobody has booked it", "on its way back: ", "REFUND_CAME_BACK");
    }

    @Test
    @DisplayName("E-8, E-13: the buyer is owed again what a bank has left them as well")
    void whatABankHasGivenIsOwedAgain() {
        finance.forgetWhatBanksHaveGiven();
        isNoticedWhere("refund came back beside a bank", "on its way back: ");
    }

    // Parts

    @Test
    @DisplayName("E-10: what a buyer has paid of a plan is not booked")
    void aPartIsNotBooked() {
        books.forget(Fact.INSTALMENT_PAID);
        isNoticedWhere("in parts", "paid by nobody: ", "still to be paid: ");
    }

    @Test
    @DisplayName("E-10: what is given up of a plan is nobody's loss")
    void aLossIsNotBooked() {
        books.forget(Fact.INSTALMENT_WRITTEN_OFF);
        isNoticedWhere("part WRITTEN_OFF", "borne by the platform: ", "paid by nobody: ");
    }

    // What sellers owe

    @Test
    @DisplayName("E-12: what is given up of a seller's debt is not booked")
    void aGivenUpDebtIsNotBooked() {
        books.forget(Fact.RECEIVABLE_WRITTEN_OFF, Fact.ADVANCE_WRITTEN_OFF);
        isNoticedWhere("debt given up", "owed by the seller: ");
    }

    @Test
    @DisplayName("E-12, E-13: a seller is not left with what was given up of their debt")
    void whatIsGivenUpIsForgotten() {
        finance.forgetWhatWasGivenUp();
        isNoticedIn(FoundTest.aDebtIsGivenUpBeforeABank(), "owed by the seller: ");
    }

    @Test
    @DisplayName("E-12: one person alone gives up what a seller owes")
    void onePersonGivesUpADebt() {
        finance.letOnePersonDecide();
        isNoticedWhere("agreed with oneself", "two_people");
    }

    // The pool

    @Test
    @DisplayName("AS-18: what the pool has paid is not kept in mind")
    void theAdvanceIsForgotten() {
        hunt.forgetting(
                "indemnity_draw",
                "new.source = 'ADVANCE'",
                () -> isNoticedWhere("PoolPaymentMade", "on its way back: ", "said: "));
    }

    @Test
    @DisplayName("AS-9: the seller does not owe what the pool has paid")
    void theSellerOwesNothing() {
        books.forget(Fact.ADVANCE_CLAIMED);
        isNoticedWhere("PoolPaymentMade", "owed by the seller: ", "the seller's: ");
    }

    @Test
    @DisplayName("AS-9: a later sale does not repay the pool")
    void nothingIsRepaid() {
        books.recoverNothing();
        isNoticedWhere("advanced and repaid", "owed by the seller: ");
    }

    @Test
    @DisplayName("AS-9: the pool pays more than it may in a day")
    void theDayIsOverspent() {
        finance.spendBeyondTheDay();
        isNoticedWhere("only POOL_DAY_LIMIT", "advances of 20");
    }

    @Test
    @DisplayName("AS-9: the pool pays what is not in it")
    void thePoolIsOverspent() {
        finance.spendWhatIsNotThere();
        isNoticedWhere("only POOL_SHORT", "never_below_zero");
    }

    @Test
    @DisplayName("AS-9: a pool that was stopped goes on paying")
    void aStopIsOverlooked() {
        finance.overlookTheStop();
        isNoticedWhere("only POOL_STOPPED", "the pool in CNY is stopped");
    }

    @Test
    @DisplayName("AS-9: a seller does not have back what was taken for an advance that was wrong")
    void whatWasTakenWronglyIsKept() {
        books.forget(Fact.SELLER_COMPENSATED);
        isNoticedWhere("advance voided after all", "the seller's: ");
    }

    @Test
    @DisplayName("AS-9: what the platform has borne of an advance the seller has from the hold")
    void whatThePlatformHasBorneIsTheSellers() {
        finance.forgetWhatThePlatformHasBorne();
        isNoticedWhere("advance had back from the hold", "the seller's: ");
    }
}
