package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Earned.Outcome;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;

/** The money of an order that comes and goes, as the provider, an insurer and a seller's bank have it. */
abstract class Till extends Standing {
    Till(Story.Item item) {
        super(item);
    }

    final Answer pay(Who by) {
        if (by != Who.BUYER || !stage.equals("AWAITING_PAYMENT") || !now.isBefore(payDue) || isPaying()) {
            return Answer.REFUSED;
        }
        payments.add(Paying.PENDING);
        return Answer.DONE;
    }

    final Answer paid(Step.Paid told) {
        var status = payments.get(told.payment());
        if (status != Paying.PENDING && status != Paying.DECLINED) {
            return Answer.QUIET;
        }
        if (!told.all()) {
            payments.set(told.payment(), Paying.PARKED);
            return Answer.REFUSED;
        }
        if (stage.equals("AWAITING_PAYMENT")) {
            payments.set(told.payment(), Paying.KEPT);
            purse.hold();
            fundedAt = now;
            shipBy = now.plus(Duration.ofDays(2));
            deliverBy = now.plus(Duration.ofDays(60));
            say("OrderFunded");
            return enter(item.isInMilestones() ? "IN_MILESTONES" : "FUNDED");
        }
        // Nobody can use it: it goes back.
        payments.set(told.payment(), Paying.GIVEN_BACK);
        purse.surplus();
        giveBack(purse.total(), told.payment());
        return Answer.DONE;
    }

    final Answer declined(int payment) {
        if (payments.get(payment) != Paying.PENDING) {
            return Answer.QUIET;
        }
        payments.set(payment, Paying.DECLINED);
        return Answer.DONE;
    }

    final Answer givenBack(int number) {
        var refund = refunds.get(number);
        if (refund.settled) {
            return refund.byBank ? Answer.REFUSED : Answer.QUIET;
        }
        refund.settled = true;
        timers.remove("refund.retry " + number);
        purse.settle(refund.amount);
        return Answer.DONE;
    }

    final Answer notGivenBack(int number) {
        var refund = refunds.get(number);
        if (refund.settled) {
            return refund.byBank ? Answer.QUIET : Answer.REFUSED;
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
        if (refund.tries == 3) {
            refund.givenUp = true;
            return Answer.REFUSED;
        }
        timers.put("refund.retry " + number, now.plus(Duration.ofHours(6)));
        return Answer.DONE;
    }

    /** The insurer pays the buyer so many hundredths of the price, or what is left of the loss. */
    final Answer insured(int claim, int percent) {
        if (insurances.add(claim)) {
            var amount = Math.min(insured(percent), purse.left(isOver()));
            purse.insure(amount);
            giveBack(amount);
        }
        return Answer.QUIET;
    }

    final long insured(int percent) {
        return 1 + item.price() * percent / 100;
    }

    /** A claim keeps what was released from leaving. */
    final Answer payOut(int percent) {
        return !isBlocked() && purse.earned.payOut(item.price() * percent / 100, now) ? Answer.DONE : Answer.REFUSED;
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
