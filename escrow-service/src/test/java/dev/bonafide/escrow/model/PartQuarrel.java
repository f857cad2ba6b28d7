package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.Legs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Disputes that name a milestone: that one stands still while the others go on, and its end divides its money alone. */
abstract class PartQuarrel extends PartClaims {
    PartQuarrel(Story.Item item) {
        super(item);
    }

    final Answer openedOne(Step.OpenedOne told) {
        var one = told.milestone() < milestones.size() ? milestones.get(told.milestone()) : null;
        var at = now.minus(Duration.ofHours(told.hoursAgo()));
        if (one != null && one.state == Done.RELEASED) {
            return claimOne(one, told, at);
        }
        // A bank that has frozen the whole order goes on doing so beside it.
        var isBanks = stage.equals("DISPUTED") && before.equals("IN_MILESTONES") && dispute >= Run.BANKS;
        if (one == null || !(stage.equals("IN_MILESTONES") || isBanks)) {
            return isOver() && ground.equals("RULED") && dispute == told.dispute() ? Answer.QUIET : refuseToFreeze();
        }
        if (about(told.dispute()).isPresent()) {
            return Answer.QUIET;
        }
        var stood = isBanks && at.isAfter(frozenSince) ? Duration.between(frozenSince, at) : Duration.ZERO;
        var until = one.confirmAt.plus(stood);
        if (one.state != Done.DELIVERED || !at.isBefore(until) || purse.left(false) == 0) {
            return refuseToFreeze();
        }
        one.confirmAt = until;
        one.state = Done.FROZEN;
        one.dispute = told.dispute();
        one.frozenSince = at;
        say("OrderFrozen");
        return enter(stage);
    }

    /** The milestone that a dispute freezes, or has until it was decided. */
    final Optional<Milestone> about(int told) {
        return milestones.stream()
                .filter(one -> one.dispute == told && (one.state == Done.FROZEN || one.state == Done.RULED))
                .findFirst();
    }

    /** The time it had left goes on. */
    final Answer resumeOne(Milestone one) {
        if (one.state != Done.FROZEN) {
            return Answer.QUIET;
        }
        one.state = Done.DELIVERED;
        var from = stage.equals("DISPUTED") ? frozenSince : now;
        one.confirmAt = one.confirmAt.plus(Duration.between(one.frozenSince, from));
        say("OrderResumed");
        return enter(stage);
    }

    final Answer decideOne(Milestone one, int number, long toBuyer, long toSeller) {
        one.state = Done.RULED;
        one.ruling = number;
        one.toBuyer = toBuyer;
        one.toSeller = toSeller;
        giveBack(purse.divideOne(one.share, toBuyer, toSeller));
        return goOn("RULED", now, one);
    }

    /** Its freeze is a day older; at the ceiling the buyer has the money, unless the insurer has paid. */
    final Answer ageOne(int number, Instant day) {
        var one = milestones.get(number);
        if (one.isClaimed) {
            return ageClaim(one, day);
        }
        if (!now.isBefore(one.frozenSince.plus(FREEZE_CEILING))) {
            agedParts++;
            var isForSeller = purse.isMadeGoodByInsurer(one.share);
            giveWay(number, isForSeller);
            expire(one.dispute, number, isForSeller ? Legs.forSeller(one.share) : Legs.forBuyer(one.share));
            return Answer.DONE;
        }
        warn(one.frozenSince, day);
        timers.put("milestone.freeze-age " + number, tomorrow(one.frozenSince));
        return Answer.DONE;
    }
}
