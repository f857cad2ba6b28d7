package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/** What a dispute does to an order: it stops the clock, takes a silent release back, or claims what the seller has by now. */
abstract class Quarrel extends PartQuarrel {
    Quarrel(Story.Item item) {
        super(item);
    }

    final Answer opened(int told, Wrong wrong, Instant at) {
        // What was accepted is claimed milestone by milestone, or as a whole, and never both.
        if (stage.equals("RELEASED") && milestones.stream().anyMatch(one -> one.claim >= 0)) {
            return refuseToFreeze();
        }
        if (told == dispute && (stage.equals("DISPUTED") || ground.equals("RULED") || isClaim())) {
            return Answer.QUIET;
        }
        // Who doubts a return gives way to a party, and goes on freezing the order beside it.
        if (stage.equals("DISPUTED") && before.equals("RETURNING") && dispute == doubt(back)) {
            return takeOver(told, true);
        }
        if (claimed && dispute == doubt(back)) {
            return claim(told, frozenSince);
        }
        if (stage.equals("DISPUTED") && dispute >= Run.BANKS) {
            var hasSomethingToDispute = !before.equals("IN_MILESTONES") || haveBegun();
            return hasSomethingToDispute && in(Done.FROZEN).isEmpty() ? takeOver(told, true) : refuseToFreeze();
        }
        var hasNothingLeft = purse.left(isOver()) == 0;
        var isInTime = !hasNothingLeft
                && switch (stage) {
                    case "SHIPPED", "RETURNING" -> true;
                    // Before that the buyer simply cancels.
                    case "FUNDED" -> codeIssued;
                    case "INSPECTION" -> at.isBefore(confirmAt);
                    case "IN_MILESTONES" ->
                        haveBegun() && isAnyOpenAt(at) && in(Done.FROZEN).isEmpty();
                    default -> false;
                };
        if (isInTime) {
            silentUntil(at);
            return freeze(told, stage, at, true);
        }
        if (isGoingBack() && !isClaim()) {
            // Nothing is settled meanwhile, so no time is over.
            return hasNothingLeft ? refuseToFreeze() : claim(told, at);
        }
        if (late && way == Way.OVER && !isClaim()) {
            // What came of the item has come of its money.
            return refuseToFreeze();
        }
        if (stage.equals("RELEASED") && !isClaim() && !hasNothingLeft) {
            // The buyer was in time, and silence was faster: it was no consent.
            var isNoConsent = at.isBefore(acceptedAt);
            if (ground.equals("TIMER") && isNoConsent && purse.isStillThere()) {
                purse.takeBack();
                ground = "";
                takenBack = true;
                late = false;
                return freeze(told, "INSPECTION", at, true);
            }
            // Milestones are not taken back, nor what has left for the bank.
            if ((ground.endsWith("TIMER") && isNoConsent)
                    || (!ground.equals("RULED") && wrong != Wrong.INR && at.isBefore(acceptedAt.plus(window(wrong))))) {
                return claim(told, at);
            }
        }
        return refuseToFreeze();
    }

    /** Nothing that was released leaves until somebody has decided. */
    final Answer claim(int cause, Instant since) {
        claimed = true;
        dispute = cause;
        frozenSince = since;
        say("OrderFrozen");
        return enter("RELEASED");
    }

    /** By what number the doubt about a return freezes the order. */
    static int doubt(int back) {
        return Run.DOUBTS + back;
    }

    private Answer takeOver(int cause, boolean isNew) {
        if (isNew) {
            freezers.put(cause, new Freezer(true, frozenSince));
        }
        dispute = cause;
        say("OrderFrozen");
        return enter("DISPUTED");
    }

    final Answer freeze(int cause, String at, Instant since, boolean isParty) {
        before = at;
        dispute = cause;
        frozenSince = since;
        freezers.put(cause, new Freezer(isParty, since));
        say("OrderFrozen");
        return enter("DISPUTED");
    }

    /** What is held goes to whom it is given; milestones that have ended before stay as they are. */
    final Answer divide(int number, long buyer, long seller) {
        ground = "RULED";
        ruling = number;
        giveBack(purse.divide(buyer, seller));
        if (toBuyerSoFar() + buyer > 0) {
            return divided(buyer, seller);
        }
        say("OrderReleased");
        return enter("RELEASED");
    }

    final Answer resume(int about) {
        var one = about(about);
        if (one.isPresent() && !isOver()) {
            return resumeOne(one.get());
        }
        if (claimed && about == dispute && about == doubt(back)) {
            return doubtNoMore();
        }
        if (!stage.equals("DISPUTED")) {
            return Answer.QUIET;
        }
        if (about != dispute || takenBack) {
            return Answer.REFUSED;
        }
        freezers.remove(about);
        var next = freezers.entrySet().stream()
                .min(Comparator.<Map.Entry<Integer, Freezer>, Boolean>comparing(
                                other -> !other.getValue().isParty())
                        .thenComparing(other -> other.getValue().since()));
        return next.isPresent() ? takeOver(next.get().getKey(), false) : goOn();
    }

    /** What has come back after the release is what was sent: nobody else ends a claim without a ruling. */
    final Answer doubtNoMore() {
        claimed = false;
        dispute = -1;
        say("OrderResumed");
        return enter("RELEASED");
    }

    /** Somebody who has frozen the order, or would go on doing so, lets it go. */
    final void letGo(int cause) {
        if (cause == dispute) {
            resume(cause);
        } else {
            freezers.remove(cause);
        }
    }

    /** Nobody freezes it any more. */
    private Answer goOn() {
        var stoodStill = Duration.between(frozenSince, now);
        say("OrderResumed");
        dispute = -1;
        if (before.equals("RETURNING")) {
            backDue = backDue.plus(stoodStill);
            enter(before);
            return way == Way.OVER ? refundReturned() : Answer.DONE;
        }
        shipBy = shipBy.plus(stoodStill);
        deliverBy = deliverBy.plus(stoodStill);
        confirmAt = confirmAt.plus(stoodStill);
        in(Done.DELIVERED).forEach(one -> one.confirmAt = one.confirmAt.plus(stoodStill));
        return enter(before);
    }

    /** What has come of a return comes of its money. */
    abstract Answer refundReturned();
}
