package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.Legs;
import dev.bonafide.escrow.model.Decree.State;

/** What rulings do with the money: they fix it, so that nobody else has it, and move it, at once or when the step of a plan is due. */
abstract class Rulings extends Quarrel {
    /** The number of the ruling by which a freeze ends at its ceiling. */
    private static final int EXPIRY = -60;

    Rulings(Story.Item item) {
        super(item);
    }

    /** Told by an event, a ruling is fixed, and its money moves at once. What was refused once stays so. */
    final Answer ruled(Step.Ruled told) {
        var share = shareOf(told.dispute());
        var before = decrees.get(told.ruling());
        var decree =
                fix(told.ruling(), told.dispute(), 1, told.forBuyer() ? Legs.forBuyer(share) : Legs.forSeller(share));
        if (decree != before && decree.is(State.FIXED)) {
            move(told.ruling(), 1);
        }
        return decree.is(State.REFUSED) ? Answer.REFUSED : Answer.DONE;
    }

    /** A step of a plan is due. It is answered, and nobody has to look at it. */
    final Answer due(Step.Due told) {
        var legs = Legs.of(shareOf(told.dispute()), told.buyerPercent(), told.sellerPercent());
        decrees.wished.put(told.id(), legs);
        if (told.moves()) {
            move(told.ruling(), told.version());
        } else {
            fix(told.ruling(), told.dispute(), told.version(), legs);
        }
        return Answer.DONE;
    }

    /** The same plan again is answered again; a later one is decided anew. */
    private Decree fix(int number, int about, int version, Legs legs) {
        var known = decrees.get(number);
        if (known == null || (!known.is(State.SETTLED) && known.version < version)) {
            known = decided(number, about, version, legs);
            decrees.all.put(number, known);
        }
        say(known.event());
        return known;
    }

    private Decree decided(int number, int about, int version, Legs wish) {
        var share = shareOf(about);
        var matter = matterOf(about);
        var legs = wish.onTheTerms(share);
        var isTaken = decrees.isTaken(matter, number);
        decrees.wereTaken |= isTaken && isUndecided(about);
        var isPossible = !isTaken && wish.isAllOf(share) && mayRule(about, legs, share);
        return new Decree(
                about,
                matter,
                version,
                legs,
                isHeld(about) ? Math.min(legs.buyer(), purse.left(share)) : 0,
                isPossible ? State.FIXED : State.REFUSED);
    }

    /** Of what is held a side may be given what nobody else has made good; where nothing is held, the buyer what is left. */
    private boolean mayRule(int about, Legs legs, Share share) {
        if (!isUndecided(about)) {
            return false;
        }
        if (legs.buyer() == 0) {
            return true;
        }
        if (!isHeld(about)) {
            return (matterOf(about) < 0 ? purse.left(true) : purse.left(share)) > 0;
        }
        return legs.isDivided() ? legs.buyer() <= purse.left(share) : !purse.isMadeGoodByInsurer(share);
    }

    /** What is fixed moves, whatever has happened since: as much of it as nobody else has given. */
    private void move(int number, int version) {
        var decree = decrees.get(number);
        if (decree == null || decree.is(State.REFUSED) || (decree.is(State.FIXED) && decree.version != version)) {
            // Nothing is fixed for that plan.
            say("RulingMoneyRefused");
            return;
        }
        var isToMove = decree.is(State.FIXED) && isUndecided(decree.dispute);
        decrees.wereGiven |= isToMove && decree.bound > purse.left(shareOf(decree.dispute));
        decree.state = State.SETTLED;
        if (isToMove) {
            carryOut(number, decree.dispute, decree.legs);
        }
        say(decree.event());
    }

    private void carryOut(int number, int about, Legs legs) {
        var one = about(about).filter(at -> at.state == Done.FROZEN);
        var claim = claimedBy(about);
        if (one.isPresent()) {
            decideOne(one.get(), number, legs.buyer(), legs.seller());
        } else if (claim.isPresent()) {
            decideClaim(claim.get(), legs);
        } else if (claimed) {
            ruling = number;
            claimed = false;
            takeFor(shareOf(about), legs);
            repay();
            enter("RELEASED");
        } else {
            divide(number, legs.buyer(), legs.seller());
        }
    }

    /** Nobody has decided in time: the buyer has the money, unless somebody else has made that good. */
    final Answer expire() {
        var share = shareOf(dispute);
        var isForSeller = purse.isMadeGoodByInsurer(claimed);
        giveWay(-1, isForSeller);
        var legs = isForSeller ? Legs.forSeller(share) : Legs.forBuyer(share);
        decrees.all.put(EXPIRY, new Decree(dispute, -1, 1, legs, 0, State.SETTLED));
        carryOut(EXPIRY, dispute, legs);
        return Answer.DONE;
    }

    final Answer split(Step.Split told) {
        var legs = Legs.of(purse.open(), told.buyerPercent(), told.sellerPercent());
        if (!stage.equals("DISPUTED")) {
            return (ground.equals("RULED") || (isClaim() && told.dispute() == dispute)) && ruling == told.ruling()
                    ? Answer.QUIET
                    : Answer.REFUSED;
        }
        return told.dispute() == dispute && legs.isDivided() && legs.isAllOf(purse.open())
                ? divide(told.ruling(), legs.buyer(), legs.seller())
                : Answer.REFUSED;
    }

    /** Whether a dispute waits for somebody to decide it. */
    final boolean isUndecided(int about) {
        return isHeld(about) || claimedBy(about).isPresent() || (claimed && about == dispute);
    }

    /** Whether what a dispute is about is held. */
    private boolean isHeld(int about) {
        return about(about).filter(at -> at.state == Done.FROZEN).isPresent()
                || (stage.equals("DISPUTED") && about == dispute);
    }

    /** What there is to be divided between the sides, or was. */
    private Share shareOf(int about) {
        var one = matterOf(about);
        if (one >= 0) {
            return milestones.get(one).share;
        }
        return isOver() ? purse.accepted() : purse.open();
    }

    private int matterOf(int about) {
        for (int i = 0; i < milestones.size(); i++) {
            var one = milestones.get(i);
            var isDisputed = one.dispute == about && (one.state == Done.FROZEN || one.state == Done.RULED);
            if (isDisputed || one.claim == about) {
                return i;
            }
        }
        return -1;
    }
}
