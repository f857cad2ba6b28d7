package dev.bonafide.escrow.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The item goes back without a reason when its money is the seller's by now: it stays where it is, is not paid out meanwhile, and
 * follows the item.
 */
abstract class LateReturns extends Rulings {
    static final Duration TO_SEND = Duration.ofDays(14);
    private static final Duration TO_COME = Duration.ofDays(30);
    private static final Duration TO_REFUND = Duration.ofDays(7);
    /** From the delivery on, for one that begins after the release. */
    private static final Duration TO_ASK = Duration.ofDays(9);

    LateReturns(Story.Item item) {
        super(item);
    }

    final Answer acceptedLate(int told, Instant at) {
        if ((late && way != Way.NOT_SENT) || !mayBegin(at)) {
            say("OrderReturnRefused");
            return Answer.REFUSED;
        }
        return begin(told, at);
    }

    /** However it was accepted, unless milestone by milestone or by a ruling. */
    private boolean mayBegin(Instant at) {
        return (ground.equals("BUYER") || ground.equals("TIMER"))
                && (claimed || !isClaim())
                && at.isBefore(deliveredAt.plus(TO_ASK));
    }

    private Answer begin(int told, Instant at) {
        say("OrderReturnStarted");
        back = told;
        late = true;
        way = Way.AWAITED;
        backDue = at.plus(TO_SEND);
        return enter("RELEASED");
    }

    final Answer followedLate(int told, boolean come, Instant at) {
        if (!late) {
            if (!mayBegin(at.minus(TO_SEND))) {
                return Answer.QUIET;
            }
            begin(told, at);
        } else if (isClaim() && !claimed) {
            return Answer.QUIET;
        } else if (told != back) {
            return Answer.REFUSED;
        } else if (way == Way.NOT_SENT) {
            begin(told, at);
        }
        return progress(come, at) ? enter("RELEASED") : Answer.QUIET;
    }

    /** How far it is by that word; whether that is news. */
    final boolean progress(boolean come, Instant at) {
        if (come && (way == Way.AWAITED || way == Way.ON_THE_WAY)) {
            way = Way.ARRIVED;
            backDue = at.plus(TO_REFUND);
            return true;
        }
        if (!come && way == Way.AWAITED) {
            way = Way.ON_THE_WAY;
            backDue = at.plus(TO_COME);
            return true;
        }
        return false;
    }

    final Answer doubtedLate(int told, Instant at) {
        var answer = followedLate(told, true, at);
        return isGoingBack() && told == back && !isClaim() ? claim(doubt(told), at) : answer;
    }

    final Answer closedLate(Step.Returned told, long keeps, long costs) {
        var isExpired = told.word() == Step.Returned.Word.EXPIRED;
        if (!late || told.back() != back) {
            return isExpired ? Answer.QUIET : Answer.REFUSED;
        }
        if (way == Way.OVER) {
            return Answer.QUIET;
        }
        if (isExpired) {
            return way == Way.AWAITED && !isClaim() ? notSent() : Answer.QUIET;
        }
        if ((isClaim() && !claimed) || !leavesSomething(keeps, costs)) {
            return Answer.REFUSED;
        }
        if (claimed && dispute == doubt(back)) {
            doubtNoMore();
        }
        return overLate(keeps, costs);
    }

    /** Nobody has told how it goes on. */
    final Answer untoldLate() {
        if (!isGoingBack() || isClaim()) {
            return Answer.QUIET;
        }
        return way == Way.AWAITED ? notSent() : overLate(0, 0);
    }

    private Answer notSent() {
        way = Way.NOT_SENT;
        say("OrderReturnEnded");
        repay();
        return enter("RELEASED");
    }

    /** Whoever claims what was released decides about what has come back as well. */
    private Answer overLate(long keeps, long costs) {
        way = Way.OVER;
        if (!isClaim()) {
            // The order's step comes first: a plan goes on, and is closed by the money.
            standStillOrGoOn();
            giveBack(purse.clawBackForLess(keeps, costs));
            repay();
        }
        return enter("RELEASED");
    }

    /** Of the price at most, and something must go back. */
    final boolean leavesSomething(long keeps, long costs) {
        return keeps + costs <= item.price() && keeps + costs < purse.total();
    }
}
