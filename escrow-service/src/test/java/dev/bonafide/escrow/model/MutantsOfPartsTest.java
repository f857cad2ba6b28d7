package dev.bonafide.escrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bonafide.fixtures.KafkaResource;
import dev.bonafide.fixtures.PostgresResource;
import dev.bonafide.fixtures.TokenResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same of milestones and of returns. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokenResource.class)
@TestProfile(World.class)
class MutantsOfPartsTest {
    @Inject
    Proof proof;

    @Inject
    Hunt hunt;

    @Inject
    Mutants mutants;

    @Inject
    ClockMutants clocks;

    @Inject
    BookMutants books;

    // Milestones

    @Test
    @DisplayName("E-11: silence never accepts a milestone")
    void theTimersOfMilestonesAreForgotten() {
        clocks.forgetTheTimersOfMilestones();
        assertThat(hunt.caughtWhere("MilestoneReleased").why()).contains("milestone.auto-confirm");
    }

    @Test
    @DisplayName("E-11: the clocks of milestones run on during a dispute")
    void theClocksOfMilestonesRunOn() {
        clocks.letTheClocksRunOn();
        assertThat(hunt.caughtWhere("MilestoneReleased").why()).contains("deadlines: ");
    }

    @Test
    @DisplayName("E-11: a milestone is released without its share of the fee")
    void theFeeOfAMilestoneIsForgotten() {
        books.forgetTheFeeOfAMilestone();
        assertThat(hunt.caughtWhere("MilestoneReleased").why()).contains("the seller's: ");
    }

    @Test
    @DisplayName("a dispute about one milestone stops them all")
    void aDisputeAboutOneStopsThemAll() {
        mutants.disputeThemAll();
        var failure = hunt.caughtWhere("part disputed");
        assertThat(failure.why()).contains("expected: IN_MILESTONES");
        // Until it can be disputed at all: reserved, allowed, agreed to, paid, delivered.
        assertThat(proof.shortest(failure).steps()).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    @DisplayName("the clock of a milestone runs on during its own dispute")
    void theClockOfOneRunsOn() {
        clocks.letTheClockOfOneRunOn();
        assertThat(hunt.caughtWhere("part disputed").why()).contains("milestone.auto-confirm");
    }

    @Test
    @DisplayName("a dispute about one milestone never grows old")
    void aDisputeAboutOneNeverGrowsOld() {
        clocks.forgetTheAgeOfDisputesAboutOne();
        assertThat(hunt.caughtWhere("part expired").why()).contains("milestone.freeze-age");
    }

    @Test
    @DisplayName("a claim about one milestone goes on growing old when it is decided")
    void aDecidedClaimGrowsOld() {
        clocks.letADecidedClaimAge();
        assertThat(hunt.caughtWhere("part claimed").why()).contains("milestone.freeze-age");
    }

    // Returns

    @Test
    @DisplayName("G-9: what the seller keeps of a return is given back as well")
    void nothingIsKeptOfAReturn() {
        mutants.keepNothingOfAReturn();
        var failure = hunt.caughtWhere("returned for less");
        assertThat(failure.why()).containsAnyOf("expected: PARTIALLY_REFUNDED", "on its way back: ");
        assertThat(proof.shortest(failure).steps()).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    @DisplayName("G-9: the time to look runs on while the item was to go back")
    void theClockRunsOnDuringAReturn() {
        clocks.letTheClockRunOnDuringAReturn();
        assertThat(hunt.caughtWhere("OrderReturnEnded").why()).contains("order.auto-confirm");
    }

    @Test
    @DisplayName("G-9: nobody sees to what goes back after the release and is not told of again")
    void aLateReturnIsForgotten() {
        clocks.forgetLateReturns();
        assertThat(hunt.caughtWhere("returned late").why()).contains("order.return");
    }
}
