package dev.bonafide.escrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.escrow.model.Step.Returned;
import dev.bonafide.escrow.model.Step.Returned.Word;
import dev.bonafide.escrow.model.Step.Verdict;
import dev.bonafide.escrow.model.Step.Who;
import dev.bonafide.escrow.model.Story.Move;
import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stories in which the model has found something wrong with the service, at their shortest: they are told in each run. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class FoundTest {
    private static final Story.Item ITEM = new Story.Item(300_000, false, false);
    private static final Story.Item IN_PARTS = new Story.Item(300_000, false, false, List.of(), false, true);
    private static final Story.Item IN_TWO = new Story.Item(300_000, false, false, List.of(150_000L, 150_000L));

    @Inject
    Proof proof;

    @Test
    @DisplayName("G-9: a seller who is to keep the whole price is not left with nothing")
    void allOfTheReturnIsKept() {
        // So small that there is no fee of the buyer's: nothing would go back.
        told(
                new Story.Item(56, false, false),
                paid(),
                new Step.Delivered(4, 0, 2, 13),
                new Returned(5, 0, Word.CLEARED, 9, 100, 0));
    }

    @Test
    @DisplayName("E-13: a bank freezes what is held when the first word of the parcel takes its delivery back")
    void theParcelIsHeardOfByARevocation() {
        told(ITEM, paid(), new Step.PulledBack(4, 0, true, true), new Step.Revoked(5, 0, 3));
    }

    @Test
    @DisplayName(
            "E-13: a bank freezes an order in milestones at once, and the first delivery waits until it has decided")
    void theBankSpeaksBeforeTheFirstDelivery() {
        told(
                new Story.Item(300_000, false, false, List.of(100_000L, 200_000L)),
                agreedAndPaid(),
                new Step.PulledBack(4, 0, true, false),
                new Step.Deliver(Who.SELLER, 0),
                new Step.Decided(5, 0, true),
                new Step.Deliver(Who.SELLER, 0));
    }

    @Test
    @DisplayName("E-13: a bank freezes what is held although the time to look is over")
    void theBankSpeaksBetweenADeadlineAndItsTimer() {
        told(
                ITEM,
                paid(),
                new Step.Delivered(4, 0, 2, 0),
                new Step.Pass(24 * 8),
                new Step.PulledBack(5, 0, true, false));
    }

    @Test
    @DisplayName("E-13: a bank that leaves the buyer a payment the order could not use does not undo the sale")
    void aSurplusIsPulledBack() {
        told(
                ITEM,
                List.of(
                        new Step.Reserved(0, true),
                        new Step.Judged(1, Verdict.ALLOW),
                        new Step.Pay(Who.BUYER),
                        new Step.Declined(2, 0),
                        new Step.Pay(Who.BUYER),
                        new Step.Paid(3, 1, true),
                        new Step.Paid(4, 0, true)),
                new Step.Dispatched(5, 0, 2),
                new Step.PulledBack(6, 0, true, false),
                new Step.Decided(7, 0, false));
    }

    @Test
    @DisplayName(
            "E-13, G-9: a bank claims nothing while the item goes back after the release, and its word moves no money")
    void theBankSpeaksWhileTheItemGoesBack() {
        for (var won : List.of(true, false)) {
            told(
                    ITEM,
                    goingBack(),
                    new Step.PulledBack(6, 0, true, false),
                    new Step.Decided(7, 0, won),
                    new Returned(8, 0, Word.CLEARED, 0, 0, 0));
        }
    }

    @Test
    @DisplayName(
            "E-13, G-9: a bank that has spoken before the item goes back decides, and what comes of the item moves no more")
    void theBankDecidesWhileTheItemGoesBack() {
        for (var won : List.of(true, false)) {
            told(
                    ITEM,
                    goingBack(new Step.PulledBack(5, 0, true, false)),
                    new Step.Decided(6, 0, won),
                    new Returned(7, 0, Word.COME, 0, 0, 0));
        }
    }

    @Test
    @DisplayName(
            "E-13: a bank decides while a refund is under way: made or not, the buyer has the money and the books agree")
    void theBankDecidesWhileARefundIsUnderWay() {
        for (var bankFirst : List.of(true, false)) {
            for (var made : List.of(true, false)) {
                var refund = made ? new Step.GivenBack(7, 0) : new Step.NotGivenBack(7, 0);
                var decided = new Step.Decided(6, 0, false);
                told(
                        ITEM,
                        paid(),
                        new Step.Cancel(Who.SELLER),
                        new Step.PulledBack(5, 0, true, false),
                        bankFirst ? decided : refund,
                        bankFirst ? refund : decided);
            }
        }
    }

    @Test
    @DisplayName(
            "G-9: what has come back after the release is settled, and its seller gives back no more than they had of it")
    void whatHasComeBackIsDisputed() {
        told(
                ITEM,
                goingBack(),
                new Returned(6, 0, Word.CLEARED, 0, 50, 0),
                new Step.Opened(7, 0, Step.Wrong.COUNTERFEIT, 0),
                new Step.Ruled(8, 0, 0, true));
    }

    @Test
    @DisplayName("X-1: the step of a plan that another has followed moves nothing")
    void aStepOfThePlanBeforeIsLate() {
        told(
                ITEM,
                disputed(),
                fixed(5, 0, 0, 1, 100, 0),
                fixed(6, 0, 0, 2, 30, 60),
                moved(7, 0, 0, 1),
                moved(8, 0, 0, 3),
                moved(9, 0, 0, 2));
    }

    @Test
    @DisplayName(
            "X-1, E-13: the plan of a milestone is followed by another although a bank has ended the order meanwhile")
    void theBankEndsTheOrderWhileAMilestoneIsPlanned() {
        told(
                IN_TWO,
                disputedOne(),
                fixed(6, 10, 20, 1, 100, 0),
                new Step.PulledBack(7, 0, true, false),
                new Step.Decided(8, 0, false),
                moved(9, 10, 20, 1),
                fixed(10, 10, 20, 2, 100, 0));
    }

    @Test
    @DisplayName("X-1, E-13: a plan that is to give what a bank has given meanwhile is followed by one that is true")
    void theBankGivesWhatAPlanIsAboutToGive() {
        told(
                ITEM,
                disputed(),
                fixed(5, 0, 0, 1, 100, 0),
                new Step.PulledBack(6, 0, false, false),
                new Step.Decided(7, 0, false),
                moved(8, 0, 0, 1),
                fixed(9, 0, 0, 2, 100, 0),
                moved(10, 0, 0, 2));
    }

    @Test
    @DisplayName(
            "X-1, E-13: what a bank has given before the money of one milestone moved is given for another one too, once")
    void theBankGivesWhatAMilestoneIsAboutToGive() {
        told(
                IN_TWO,
                disputedOne(),
                fixed(6, 10, 20, 1, 100, 0),
                new Step.PulledBack(7, 0, false, false),
                new Step.Decided(8, 0, false),
                moved(9, 10, 20, 1),
                new Step.Deliver(Who.SELLER, 1),
                new Step.OpenedOne(10, 1, 0, Step.Wrong.SNAD, 0),
                new Step.Ruled(11, 12, 24, true));
    }

    @Test
    @DisplayName("AS-9, E-13: a seller who owes the pool gives the bank no more than they have left of the order")
    void theBankSpeaksAfterThePool() {
        told(
                ITEM,
                paid(),
                new Step.Delivered(4, 0, 2, 0),
                new Step.Offer(Who.SELLER, 50),
                new Step.Answer(Who.BUYER, 0, true),
                new Step.Advanced(5, 0, 33),
                new Step.PulledBack(6, 0, true, false),
                new Step.Decided(7, 0, false));
    }

    @Test
    @DisplayName("AS-9, E-13: a seller who owes the pool more than the sale has brought gives the bank nothing")
    void theBankSpeaksAfterThePoolAndARuling() {
        told(
                ITEM,
                paid(),
                new Step.Dispatched(3, 0, 2),
                new Step.Opened(5, 1, Step.Wrong.SNAD, 7),
                new Step.PulledBack(10, 0, false, false),
                new Step.Due(11, 1, 2, 2, false, 14, 5),
                new Step.Advanced(12, 0, 27),
                new Step.Due(13, 1, 2, 2, true, 0, 0),
                new Step.Decided(14, 0, false));
    }

    @Test
    @DisplayName("E-10, E-13: what goes back of a plan goes to payments that no bank has left to the buyer")
    void theBankLeavesTheBuyerOnePart() {
        told(
                IN_PARTS,
                inParts(),
                new Step.PayNext(Who.BUYER),
                new Step.Paid(3, 1, true),
                new Step.PulledBack(4, 1, true, false),
                new Step.Decided(5, 1, false),
                new Step.Advanced(6, 0, 80),
                new Step.Cancel(Who.SELLER));
    }

    @Test
    @DisplayName("E-10: a part of which something else came is still to be paid")
    void somethingElseComesOfAPart() {
        told(
                IN_PARTS,
                inParts(),
                new Step.PayNext(Who.BUYER),
                new Step.Paid(3, 1, false),
                new Step.PayNext(Who.BUYER),
                new Step.Paid(4, 2, true));
    }

    @Test
    @DisplayName("AS-9: a pool that has stopped for want of money pays again once a seller has repaid it")
    void aSellerFillsThePoolUp() {
        told(
                ITEM,
                disputed(),
                new Step.PoolDrained(50, false),
                new Step.Advanced(5, 0, 30),
                new Step.Sold(60),
                new Step.Advanced(6, 1, 10));
    }

    @Test
    @DisplayName("D-11: a ruling finds two advances wrong, and the seller has back what was taken for each")
    void twoAdvancesWereWrong() {
        told(
                ITEM,
                paid(),
                new Step.Delivered(3, 0, 2, 0),
                new Step.Accept(Who.BUYER),
                new Step.Advanced(4, 0, 30),
                new Step.Advanced(5, 1, 20),
                new Step.Voided(0, 0),
                new Step.Voided(1, 0));
    }

    @Test
    @DisplayName(
            "AS-9, D-11: what the platform has borne of an advance that was wrong is not the seller's who wins nothing else")
    void anAdvanceIsWrongWhileTheMoneyIsHeld() {
        told(
                ITEM,
                disputed(),
                new Step.Advanced(5, 0, 30),
                new Step.Sold(10),
                new Step.Voided(0, 0),
                new Step.Ruled(6, 0, 1, true));
    }

    @Test
    @DisplayName("E-11, AS-9: what the platform has had back of one milestone is not taken from another")
    void itIsHadBackOnceOfTwoMilestones() {
        told(
                IN_TWO,
                disputedOne(),
                new Step.Advanced(5, 0, 30),
                new Step.Voided(0, 0),
                new Step.Insured(6, 0, 40),
                new Step.Ruled(7, 10, 20, true),
                new Step.Deliver(Who.SELLER, 1),
                new Step.OpenedOne(8, 1, 0, Step.Wrong.SNAD, 0),
                new Step.Ruled(9, 12, 24, true));
    }

    @Test
    @DisplayName("E-12, E-13: a bank takes from a seller what they were left with of a debt that was given up")
    void theBankSpeaksAfterADebtWasGivenUp() {
        assertThat(proof.tell(List.of(aDebtIsGivenUpBeforeABank()))).isEmpty();
    }

    static Story aDebtIsGivenUpBeforeABank() {
        return story(
                ITEM,
                disputed(),
                fixed(5, 0, 0, 1, 33, 66),
                moved(6, 0, 0, 1),
                new Step.Pass(24 * 15),
                new Step.PayOut(0),
                new Step.PaidOut(7, 0, true),
                fixed(8, 0, 1, 1, 80, 5),
                moved(9, 0, 1, 1),
                new Step.Pass(24 * 181),
                new Step.WriteOffAsked(0, 0),
                new Step.WriteOffAsked(0, 1),
                new Step.PulledBack(10, 0, true, false),
                new Step.Decided(11, 0, false));
    }

    @Test
    @DisplayName("E-10: a plan that stood still while the item went back goes on, and is closed by the money")
    void aReturnThatClosesAPlan() {
        told(
                IN_PARTS,
                inParts(),
                new Step.Delivered(3, 0, 2, 0),
                new Step.Accept(Who.BUYER),
                new Returned(4, 0, Word.ACCEPTED, 0, 0, 0),
                new Step.Pass(24),
                new Returned(5, 0, Word.CLEARED, 0, 0, 0));
    }

    private static List<Step> inParts() {
        return List.of(
                new Step.Reserved(0, true),
                new Step.Judged(1, Verdict.ALLOW),
                new Step.Propose(Who.BUYER, 3),
                new Step.Paid(2, 0, true));
    }

    private static Step fixed(int id, int dispute, int ruling, int version, int buyerPercent, int sellerPercent) {
        return new Step.Due(id, dispute, ruling, version, false, buyerPercent, sellerPercent);
    }

    private static Step moved(int id, int dispute, int ruling, int version) {
        return new Step.Due(id, dispute, ruling, version, true, 0, 0);
    }

    private static List<Step> disputed() {
        var steps = new ArrayList<Step>(paid());
        steps.add(new Step.Delivered(3, 0, 2, 0));
        steps.add(new Step.Opened(4, 0, Step.Wrong.SNAD, 0));
        return steps;
    }

    /** The first of two milestones. */
    private static List<Step> disputedOne() {
        var steps = new ArrayList<Step>(agreedAndPaid());
        steps.add(new Step.Deliver(Who.SELLER, 0));
        steps.add(new Step.OpenedOne(4, 0, 0, Step.Wrong.SNAD, 0));
        return steps;
    }

    /** After the release, and after that. */
    private static List<Step> goingBack(Step... before) {
        var steps = new ArrayList<Step>(paid());
        steps.add(new Step.Delivered(3, 0, 2, 0));
        steps.add(new Step.Accept(Who.BUYER));
        steps.addAll(Arrays.asList(before));
        steps.add(new Returned(4, 0, Word.ACCEPTED, 0, 0, 0));
        return steps;
    }

    private static List<Step> paid() {
        return List.of(
                new Step.Reserved(0, true),
                new Step.Judged(1, Verdict.ALLOW),
                new Step.Pay(Who.BUYER),
                new Step.Paid(2, 0, true));
    }

    private static List<Step> agreedAndPaid() {
        var steps = new ArrayList<Step>(paid());
        steps.addFirst(new Step.Agree(Who.SELLER));
        return steps;
    }

    private void told(Story.Item item, List<Step> first, Step... then) {
        assertThat(proof.tell(List.of(story(item, first, then)))).isEmpty();
    }

    private static Story story(Story.Item item, List<Step> first, Step... then) {
        var steps = new ArrayList<>(first);
        steps.addAll(Arrays.asList(then));
        return new Story(
                0, item, steps.stream().map(step -> new Move(step, false)).toList());
    }
}
