package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Earned.Outcome;
import dev.bonafide.escrow.model.Plan.Part;
import dev.bonafide.escrow.model.Plan.Stage;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The money of an order that comes and goes, as the provider, an insurer and a seller's bank have it. */
abstract class Till extends Instalments {
    Till(Story.Item item) {
        super(item);
    }

    final Answer pay(Who by) {
        if (!mayPay(by)) {
            return Answer.REFUSED;
        }
        begin(purse.total(), null);
        return Answer.DONE;
    }

    final Answer paid(Step.Paid told) {
        var status = payments.get(told.payment());
        if (status != Paying.PENDING && status != Paying.DECLINED) {
            return Answer.QUIET;
        }
        if (!told.all()) {
            amounts.set(told.payment(), amounts.get(told.payment()) + 1);
            payments.set(told.payment(), Paying.GIVEN_BACK);
            askedInVain(told.payment());
            purse.surplus(amounts.get(told.payment()));
            giveBack(amounts.get(told.payment()), told.payment());
            // It is the buyer's, and a person hears of it.
            return Answer.REFUSED;
        }
        payments.set(told.payment(), Paying.KEPT);
        var part = partOf(told.payment());
        var isUsed = part == null || part.plan.stage == Stage.PROPOSED
                ? funds(part, told.payment())
                : part.plan.stage == Stage.OPEN && isPaid(part, told.payment());
        if (!isUsed) {
            // Nobody can use it: it goes back.
            payments.set(told.payment(), Paying.GIVEN_BACK);
            purse.surplus(amounts.get(told.payment()));
            giveBack(amounts.get(told.payment()), told.payment());
        }
        return Answer.DONE;
    }

    /** Whether it pays for the order: all of it, or the first part of the plan there is. */
    private boolean funds(@Nullable Part first, int payment) {
        if (!stage.equals("AWAITING_PAYMENT")) {
            drop();
            return false;
        }
        if (first == null) {
            drop();
        } else {
            open(first, payment);
        }
        purse.hold();
        fundedAt = now;
        shipBy = now.plus(Duration.ofDays(item.meets() ? 7 : 2));
        deliverBy = now.plus(Duration.ofDays(60));
        say("OrderFunded");
        enter(item.isInMilestones() ? "IN_MILESTONES" : "FUNDED");
        return true;
    }

    final Answer declined(int payment) {
        if (payments.get(payment) != Paying.PENDING) {
            return Answer.QUIET;
        }
        payments.set(payment, Paying.DECLINED);
        askedInVain(payment);
        return Answer.DONE;
    }

    final Answer givenBack(int number) {
        var refund = refunds.get(number);
        if (refund.cameBack) {
            return Answer.QUIET;
        }
        if (refund.settled) {
            if (!refund.byBank || refund.twice) {
                return Answer.QUIET;
            }
            // It has left the provider all the same, and a person gets it back.
            refund.twice = true;
            purse.expense += refund.amount;
            return Answer.REFUSED;
        }
        refund.settled = true;
        timers.remove("refund.retry " + number);
        purse.settle(refund.amount);
        return Answer.DONE;
    }

    final Answer notGivenBack(int number) {
        var refund = refunds.get(number);
        if (refund.cameBack) {
            return Answer.QUIET;
        }
        if (refund.settled) {
            return refund.byBank && !refund.twice ? Answer.QUIET : comesBack(refund);
        }
        if (refund.tryFailed || refund.givenUp) {
            return Answer.QUIET;
        }
        refund.tryFailed = true;
        var pulledBack = cases.get(refund.payment);
        if (pulledBack != null && pulledBack.open) {
            refund.waits = true;
            return Answer.DONE;
        }
        if (refund.tries >= 3) {
            refund.givenUp = true;
            return Answer.REFUSED;
        }
        timers.put("refund.retry " + number, now.plus(Duration.ofHours(6)));
        return Answer.DONE;
    }

    /** What the provider had given it has again; a person hears of it. */
    private Answer comesBack(Refund refund) {
        refund.cameBack = true;
        wereRefundsReturned = true;
        if (refund.twice) {
            refund.twice = false;
            purse.expense -= refund.amount;
            return Answer.REFUSED;
        }
        // What a bank has left the buyer of it as well was the platform's loss, and is none any more.
        var hadTwice = Math.min(refund.amount, beyond(refund.payment));
        var owed = refund.amount - hadTwice;
        purse.expense -= hadTwice;
        purse.surplus(owed);
        var one = cases.get(refund.payment);
        var waits = one != null && one.open;
        if (hadTwice == 0) {
            refund.oweAgain(waits);
            return Answer.REFUSED;
        }
        wereRefundsHadTwice = true;
        chargedBack.merge(refund.payment, -hadTwice, Long::sum);
        refund.byBank = true;
        refund.amount = hadTwice;
        if (owed > 0) {
            var rest = new Refund(owed, refund.payment, true);
            rest.oweAgain(waits);
            refunds.add(rest);
        }
        return Answer.REFUSED;
    }

    /** Finance has the provider asked once more, unless a bank may give the money. */
    final Answer tryAgain(int number) {
        var refund = refunds.get(number);
        if (!refund.givenUp || refund.settled || refund.waits) {
            return Answer.REFUSED;
        }
        var one = cases.get(refund.payment);
        if (one != null && one.open) {
            refund.oweAgain(true);
        } else {
            refund.askAgain();
        }
        return Answer.DONE;
    }

    /** The insurer pays the buyer so many hundredths of the price, or what is left of the loss. */
    final Answer insured(int claim, int percent) {
        if (insurances.add(claim)) {
            var amount = Math.min(Math.min(insured(percent), mayBeGiven()), decrees.unbound(purse.left(isOver())));
            giveBack(purse.insure(amount));
        }
        return Answer.QUIET;
    }

    /** By the way it came, or by what need not be paid any more. */
    final long mayBeGiven() {
        return room() + unpaid();
    }

    /** The seller sells something else, which first repays what is owed. */
    final Answer sold(long price) {
        purse.sellElse(Share.of(new Story.Item(price, false, false)));
        return Answer.QUIET;
    }

    final long insured(int percent) {
        return 1 + item.price() * percent / 100;
    }

    /** A claim keeps what was released from leaving, and what is owed is repaid first. */
    final Answer payOut(int percent) {
        repay();
        return purse.earned.payOut(item.price() * percent / 100, now) ? Answer.DONE : Answer.REFUSED;
    }

    final Answer paidOut(Step.PaidOut told) {
        return switch (purse.earned.outcome(told.payout())) {
            case UNKNOWN -> {
                if (!told.all()) {
                    yield Answer.REFUSED;
                }
                purse.earned.hear(told.payout(), Outcome.PAID);
                yield Answer.DONE;
            }
            case PAID -> Answer.QUIET;
            case FAILED -> Answer.REFUSED;
        };
    }

    final Answer notPaidOut(int payout) {
        return switch (purse.earned.outcome(payout)) {
            case UNKNOWN -> {
                purse.earned.hear(payout, Outcome.FAILED);
                repay();
                yield Answer.DONE;
            }
            case PAID -> Answer.REFUSED;
            case FAILED -> Answer.QUIET;
        };
    }
}
