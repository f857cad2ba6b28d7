package dev.bonafide.escrow.model;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same of milestones, returns and meetings. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class MutantsOfPartsTest extends MutantsCase {
    @Inject
    MeetingMutants meetings;

    // Milestones

    @Test
    @DisplayName("E-11: silence never accepts a milestone")
    void theTimersOfMilestonesAreForgotten() {
        clocks.forgetTheTimersOfMilestones();
        isNoticedWhere("MilestoneReleased", "milestone.auto-confirm");
    }

    @Test
    @DisplayName("E-11: the clocks of milestones run on during a dispute")
    void theClocksOfMilestonesRunOn() {
        clocks.letTheClocksRunOn();
        isNoticedWhere("MilestoneReleased", "deadlines: ");
    }

    @Test
    @DisplayName("E-11: a milestone is released without its share of the fee")
    void theFeeOfAMilestoneIsForgotten() {
        books.forgetTheFeeOfAMilestone();
        isNoticedWhere("MilestoneReleased", "the seller's: ");
    }

    @Test
    @DisplayName("a dispute about one milestone stops them all")
    void aDisputeAboutOneStopsThemAll() {
        mutants.disputeThemAll();
        var failure = isNoticedWhere("part disputed", "expected: IN_MILESTONES");
        // Until it can be disputed at all: reserved, allowed, agreed to, paid, delivered.
        isTellableIn(7, failure);
    }

    @Test
    @DisplayName("the clock of a milestone runs on during its own dispute")
    void theClockOfOneRunsOn() {
        clocks.letTheClockOfOneRunOn();
        isNoticedWhere("part disputed", "milestone.auto-confirm");
    }

    @Test
    @DisplayName("a dispute about one milestone never grows old")
    void aDisputeAboutOneNeverGrowsOld() {
        clocks.forgetTheAgeOfDisputesAboutOne();
        isNoticedWhere("part expired", "milestone.freeze-age");
    }

    @Test
    @DisplayName("a claim about one milestone goes on growing old when it is decided")
    void aDecidedClaimGrowsOld() {
        clocks.letADecidedClaimAge();
        isNoticedWhere("part claimed", "milestone.freeze-age");
    }

    // Returns

    @Test
    @DisplayName("G-9: what the seller keeps of a return is given back as well")
    void nothingIsKeptOfAReturn() {
        mutants.keepNothingOfAReturn();
        var failure = isNoticedWhere("returned for less", "expected: PARTIALLY_REFUNDED", "on its way back: ");
        isTellableIn(9, failure);
    }

    @Test
    @DisplayName("G-9: the time to look runs on while the item was to go back")
    void theClockRunsOnDuringAReturn() {
        clocks.letTheClockRunOnDuringAReturn();
        isNoticedWhere("OrderReturnEnded", "order.auto-confirm");
    }

    @Test
    @DisplayName("G-9: nobody sees to what goes back after the release and is not told of again")
    void aLateReturnIsForgotten() {
        clocks.forgetLateReturns();
        isNoticedWhere("returned late", "order.return");
    }

    // Meetings

    @Test
    @DisplayName("X-20: whoever guesses may guess for ever")
    void noTriesAreCounted() {
        meetings.countNoTries();
        isNoticedWhere("locked", "answered DONE (expected: REFUSED)", "said: ");
    }

    @Test
    @DisplayName("X-20: a code is taken again")
    void theCodeIsTakenTwice() {
        meetings.takeTheCodeTwice();
        isNoticedWhere("code given again", "hand_over", "answered DONE (expected: REFUSED)");
    }

    @Test
    @DisplayName("X-20: what was signed before there was a code is taken")
    void aTokenOfNoTimeIsTaken() {
        meetings.forgetWhenItWasSigned();
        isNoticedWhere("signed at no time", "answered DONE (expected: REFUSED)");
    }
}
