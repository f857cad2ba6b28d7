package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.Legs;
import dev.bonafide.escrow.model.Step.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Disputes about a milestone that was accepted: what it has brought is claimed, and the order goes on or has ended as ever. */
abstract class PartClaims extends Deliverables {
    static final Duration FREEZE_WARNING = Duration.ofDays(53);
    static final Duration FREEZE_CEILING = Duration.ofDays(60);

    PartClaims(Story.Item item) {
        super(item);
    }

    final Answer claimOne(Milestone one, Step.OpenedOne told, Instant at) {
        if (one.claim == told.dispute()) {
            return Answer.QUIET;
        }
        // Whoever disputes the rest, or all that was accepted, has the say; a bank has not.
        var hasAnotherTheSay = one.claim >= 0 || isClaim() || (stage.equals("DISPUTED") && dispute < Run.BANKS);
        var isInTime = (one.isSilent && at.isBefore(one.acceptedAt))
                || (told.wrong() != Wrong.INR && at.isBefore(one.acceptedAt.plus(window(told.wrong()))));
        if (hasAnotherTheSay || !isInTime || purse.left(one.share) == 0) {
            return refuseToFreeze();
        }
        one.claim = told.dispute();
        one.isClaimed = true;
        one.claimedSince = at;
        say("OrderFrozen");
        return claimAgesAgain(one);
    }

    final Answer refuseToFreeze() {
        say("OrderFreezeRefused");
        return Answer.QUIET;
    }

    /** How long after the acceptance it may be raised. */
    final Duration window(Wrong wrong) {
        return switch (wrong) {
            case INR -> Duration.ZERO;
            case SNAD -> Duration.ofDays(item.inspected() ? 30 : item.meets() ? 3 : 7);
            case COUNTERFEIT -> Duration.ofDays(30);
        };
    }

    /** The milestone that such a dispute claims, and nobody has decided. */
    final Optional<Milestone> claimedBy(int told) {
        return milestones.stream()
                .filter(one -> one.isClaimed && one.claim == told)
                .findFirst();
    }

    final Answer decideClaim(Milestone one, Legs legs) {
        takeFor(one.share, legs);
        one.isClaimed = false;
        timers.remove(age(one));
        repay();
        return Answer.DONE;
    }

    /** Nothing of it is held any more: what the sides are to have in the end is made up for. */
    final void takeFor(Share brought, Legs legs) {
        giveBack(purse.clawBack(brought, legs));
    }

    /** The end of a freeze is a ruling like any other. */
    abstract void expire(int about, int matter, Legs legs);

    final Answer ageClaim(Milestone one, Instant day) {
        if (!now.isBefore(one.claimedSince.plus(FREEZE_CEILING))) {
            agedParts++;
            var isForSeller = purse.left(one.share) == 0;
            giveWay(milestones.indexOf(one), isForSeller);
            expire(
                    one.claim,
                    milestones.indexOf(one),
                    isForSeller ? Legs.forSeller(one.share) : Legs.forBuyer(one.share));
            return Answer.DONE;
        }
        warn(one.claimedSince, day);
        return claimAgesAgain(one);
    }

    private Answer claimAgesAgain(Milestone one) {
        one.claimAgesAt = tomorrow(one.claimedSince);
        timers.put(age(one), one.claimAgesAt);
        return Answer.DONE;
    }

    private String age(Milestone one) {
        return "milestone.freeze-age " + milestones.indexOf(one);
    }

    /** A person hears of a freeze that soon ends by itself, once. */
    final void warn(Instant since, Instant day) {
        var warning = since.plus(FREEZE_WARNING);
        if (day.minus(Duration.ofDays(1)).isBefore(warning) && !now.isBefore(warning)) {
            parked++;
            say("FreezeEndsSoon");
        }
    }
}
