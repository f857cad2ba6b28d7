package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Wrong;
import java.time.Duration;
import java.time.Instant;

/** What a dispute does to an order: it stops the clock, takes a silent release back, or claims what the seller has by now. */
abstract class Quarrel extends Deliverables {
    static final Duration FREEZE_WARNING = Duration.ofDays(53);
    static final Duration FREEZE_CEILING = Duration.ofDays(60);
    /** The number of the ruling by which a freeze ends at its ceiling. */
    private static final int EXPIRY = -60;

    Quarrel(Story.Item item) {
        super(item);
    }

    final Answer opened(int told, Wrong wrong, Instant at) {
        if (told == dispute && (stage.equals("DISPUTED") || ground.equals("RULED") || isClaim())) {
            return Answer.QUIET;
        }
        var hasNothingLeft = purse.left(isOver()) == 0;
        var isInTime = !hasNothingLeft
                && switch (stage) {
                    case "SHIPPED" -> true;
                    case "INSPECTION" -> at.isBefore(confirmAt);
                    case "IN_MILESTONES" -> haveBegun() && isAnyOpenAt(at);
                    default -> false;
                };
        if (isInTime) {
            silentUntil(at);
            return freeze(told, stage, at);
        }
        if (stage.equals("RELEASED") && !isClaim() && !hasNothingLeft) {
            // The buyer was in time, and silence was faster: it was no consent.
            var isNoConsent = at.isBefore(acceptedAt);
            if (ground.equals("TIMER") && isNoConsent && purse.isStillThere()) {
                purse.takeBack();
                ground = "";
                takenBack = true;
                return freeze(told, "INSPECTION", at);
            }
            // Milestones are not taken back, nor what has left for the bank.
            if ((ground.endsWith("TIMER") && isNoConsent)
                    || (!ground.equals("RULED") && wrong != Wrong.INR && at.isBefore(acceptedAt.plus(window(wrong))))) {
                claimed = true;
                dispute = told;
                frozenSince = at;
                say("OrderFrozen");
                return enter("RELEASED");
            }
        }
        say("OrderFreezeRefused");
        return Answer.QUIET;
    }

    private Answer freeze(int told, String at, Instant since) {
        before = at;
        dispute = told;
        frozenSince = since;
        say("OrderFrozen");
        return enter("DISPUTED");
    }

    /** How long after the acceptance it may be raised. */
    private Duration window(Wrong wrong) {
        return switch (wrong) {
            case INR -> Duration.ZERO;
            case SNAD -> Duration.ofDays(item.inspected() ? 30 : 7);
            case COUNTERFEIT -> Duration.ofDays(30);
        };
    }

    /** Whether a dispute has claimed what was released, decided or not. */
    final boolean isClaim() {
        return stage.equals("RELEASED") && dispute >= 0 && !ground.equals("RULED");
    }

    /** Told by an event, a ruling is fixed, and its money moves at once. What was refused once stays so. */
    final Answer ruled(Step.Ruled told) {
        if (settledRulings.contains(told.ruling())) {
            return Answer.QUIET;
        }
        if (!(stage.equals("DISPUTED") || claimed)
                || told.dispute() != dispute
                || (told.forBuyer() && purse.isMadeGoodByInsurer(claimed))
                || refusedRulings.contains(told.ruling())) {
            refusedRulings.add(told.ruling());
            return Answer.REFUSED;
        }
        settledRulings.add(told.ruling());
        return decide(told.ruling(), told.forBuyer());
    }

    /** Nobody has decided in time: the buyer has the money, unless the insurer has paid. */
    final Answer expire() {
        settledRulings.add(EXPIRY);
        return decide(EXPIRY, !purse.isMadeGoodByInsurer(claimed));
    }

    private Answer decide(int number, boolean forBuyer) {
        if (claimed) {
            ruling = number;
            claimed = false;
            if (forBuyer) {
                giveBack(purse.clawBack());
            }
            return enter("RELEASED");
        }
        return divide(
                number,
                forBuyer ? purse.open().total() : 0,
                forBuyer ? 0 : purse.open().price());
    }

    final Answer split(Step.Split told) {
        var all = purse.open().total();
        var buyer = all * told.buyerPercent() / 100;
        var seller = all * told.sellerPercent() / 100;
        if (!stage.equals("DISPUTED")) {
            return (ground.equals("RULED") || (isClaim() && told.dispute() == dispute)) && ruling == told.ruling()
                    ? Answer.QUIET
                    : Answer.REFUSED;
        }
        var isDivision = buyer > 0 && buyer < all && buyer + seller <= all;
        return told.dispute() == dispute && isDivision ? divide(told.ruling(), buyer, seller) : Answer.REFUSED;
    }

    /** What is held goes to whom it is given; milestones that have ended before stay as they are. */
    private Answer divide(int number, long buyer, long seller) {
        var all = purse.open().total();
        ground = "RULED";
        ruling = number;
        giveBack(purse.divide(buyer, seller));
        if (buyer == all && in(Done.RELEASED).isEmpty()) {
            return enter("REFUNDED");
        }
        if (seller > 0 || !in(Done.RELEASED).isEmpty()) {
            say("OrderReleased");
        }
        return enter(buyer == 0 && in(Done.REFUNDED).isEmpty() ? "RELEASED" : "PARTIALLY_REFUNDED");
    }

    final Answer resume(int about) {
        if (!stage.equals("DISPUTED")) {
            return Answer.QUIET;
        }
        if (about != dispute || takenBack) {
            return Answer.REFUSED;
        }
        var stoodStill = Duration.between(frozenSince, now);
        deliverBy = deliverBy.plus(stoodStill);
        confirmAt = confirmAt.plus(stoodStill);
        milestones.forEach(one -> one.confirmAt = one.confirmAt.plus(stoodStill));
        say("OrderResumed");
        dispute = -1;
        return enter(before);
    }
}
