package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.Had;
import dev.bonafide.escrow.model.Decree.Legs;
import dev.bonafide.escrow.model.Decree.State;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What rulings do with the money: they fix it, so that nobody else has it, and move it, at once or when the step of a plan is due. */
abstract class Rulings extends Quarrel {
    /** The number of the ruling by which the freeze of a milestone ends at its ceiling is so much less; that of the order one more. */
    private static final int EXPIRY = -61;

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
        if (isHeld(about)) {
            return legs.buyer() == 0
                    || (legs.isDivided() ? legs.buyer() <= purse.left(share) : !purse.isMadeGoodByInsurer(share));
        }
        var before = before(about);
        return before != null
                && (legs.buyer() <= before.buyer() || (matterOf(about) < 0 ? purse.left(true) : purse.left(share)) > 0);
    }

    /** What the sides have had of that which is held no more and may be ruled about; null if nobody may. */
    private @Nullable Had before(int about) {
        if (isUndecided(about)) {
            var share = shareOf(about);
            return Had.of(share, Legs.forSeller(share));
        }
        var last = decrees.last(matterOf(about));
        return last != null && last.dispute == about ? last.had : null;
    }

    /** What is fixed moves, whatever has happened since: as much of it as nobody else has given. */
    private void move(int number, int version) {
        var decree = decrees.get(number);
        if (decree == null || decree.is(State.REFUSED) || (decree.is(State.FIXED) && decree.version != version)) {
            // Nothing is fixed for that plan.
            say("RulingMoneyRefused");
            return;
        }
        if (mayMove(decree)) {
            decrees.wereGiven |= decree.bound > purse.left(shareOf(decree.dispute));
            settle(number, decree);
        }
        decree.state = State.SETTLED;
        say(decree.event());
    }

    /** Whether it is fixed, and there is something to move. */
    private boolean mayMove(Decree decree) {
        return decree.is(State.FIXED) && (isHeld(decree.dispute) || before(decree.dispute) != null);
    }

    private void settle(int number, Decree decree) {
        var before = isHeld(decree.dispute) ? new Had(0, 0) : Objects.requireNonNull(before(decree.dispute));
        var toBuyer = purse.refunded();
        var toSeller = purse.earned.brought;
        if (isUndecided(decree.dispute)) {
            carryOut(number, decree.dispute, decree.legs);
        } else {
            correct(shareOf(decree.dispute), before, decree.legs);
        }
        decrees.settle(decree, before.plus(purse.refunded() - toBuyer, purse.earned.brought - toSeller));
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

    /** A later ruling about what an earlier one has ended: old entries stay, new ones make up the difference. */
    private void correct(Share share, Had before, Legs legs) {
        giveBack(purse.correct(share, before, legs, mayBeGiven()));
    }

    /** Nobody has decided in time: the buyer has the money, unless somebody else has made that good. */
    final Answer expire() {
        var share = shareOf(dispute);
        var isForSeller = purse.isMadeGoodByInsurer(claimed);
        giveWay(-1, isForSeller);
        expire(dispute, -1, isForSeller ? Legs.forSeller(share) : Legs.forBuyer(share));
        return Answer.DONE;
    }

    @Override
    final void expire(int about, int matter, Legs legs) {
        var decree = new Decree(about, matter, 1, legs, 0, State.FIXED);
        decrees.all.put(EXPIRY - matter, decree);
        settle(EXPIRY - matter, decree);
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
    final Share shareOf(int about) {
        var one = matterOf(about);
        if (one >= 0) {
            return milestones.get(one).share;
        }
        // What was still open when a ruling ended the order, or else what had been accepted of it.
        return isOver() && in(Done.CLOSED).isEmpty() ? purse.accepted() : purse.open();
    }

    final int matterOf(int about) {
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
