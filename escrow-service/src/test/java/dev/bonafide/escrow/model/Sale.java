package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Earned.Outcome;
import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.util.List;

/** What becomes of an order until the buyer has the item, and of the money that comes and goes. */
abstract class Sale extends Standing {
    Sale(Story.Item item) {
        super(item);
    }

    // Opening

    final Answer reserved(Step.Reserved told) {
        if (!stage.equals("PLACED")) {
            return Answer.QUIET;
        }
        if (!told.sameSnapshot()) {
            return Answer.REFUSED;
        }
        if (reserved) {
            return Answer.QUIET;
        }
        reserved = true;
        return answered();
    }

    final Answer judged(Step.Judged told) {
        return switch (told.verdict()) {
            case ALLOW -> {
                if (!stage.equals("PLACED") || screening.equals("ALLOWED")) {
                    yield Answer.QUIET;
                }
                screening = "ALLOWED";
                yield answered();
            }
            case REVIEW -> {
                if (!stage.equals("PLACED")) {
                    yield stage.equals("CANCELLED") ? Answer.QUIET : Answer.REFUSED;
                }
                if (screening.equals("IN_REVIEW")) {
                    yield Answer.QUIET;
                }
                screening = "IN_REVIEW";
                answerDue = now.plus(Duration.ofHours(24));
                yield enter("PLACED");
            }
            case BLOCK -> cancelledBy("PLACED", "AWAITING_PAYMENT");
        };
    }

    /** The seller agrees to the milestones. */
    final Answer agree(Who by) {
        if (by != Who.SELLER || !item.isInMilestones() || stage.equals("CANCELLED")) {
            return Answer.REFUSED;
        }
        if (agreed) {
            return Answer.QUIET;
        }
        agreed = true;
        return answered();
    }

    private Answer answered() {
        if (reserved && agreed && screening.equals("ALLOWED")) {
            payDue = now.plus(Duration.ofMinutes(15));
            return enter("AWAITING_PAYMENT");
        }
        return enter("PLACED");
    }

    /** Somebody's no, which counts at these stages and comes too late after them. */
    final Answer cancelledBy(String... stages) {
        if (stage.equals("CANCELLED")) {
            return Answer.QUIET;
        }
        return List.of(stages).contains(stage) ? cancel(false) : Answer.REFUSED;
    }

    final Answer cancel(boolean feeKept) {
        if (stage.equals("FUNDED") || stage.equals("IN_MILESTONES")) {
            giveBack(purse.cancel(feeKept));
        }
        say("OrderCancelled");
        return enter("CANCELLED");
    }

    final Answer cancel(Who by) {
        if (by == Who.STRANGER) {
            return Answer.REFUSED;
        }
        var byBuyer = by == Who.BUYER;
        return switch (stage) {
            case "PLACED", "AWAITING_PAYMENT" -> cancel(false);
            case "FUNDED", "IN_MILESTONES" -> {
                var isTooLate = stage.equals("FUNDED")
                        ? byBuyer && announced >= 0
                        : milestones.stream().anyMatch(one -> one.state != Done.AWAITED);
                yield isTooLate ? Answer.REFUSED : cancel(byBuyer && !now.isBefore(fundedAt.plus(Duration.ofHours(1))));
            }
            case "CANCELLED" -> Answer.QUIET;
            default -> Answer.REFUSED;
        };
    }

    // Money in and out

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
        giveBack(purse.total());
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
            return Answer.QUIET;
        }
        refund.settled = true;
        timers.remove("refund.retry " + number);
        purse.settle(refund.amount);
        return Answer.DONE;
    }

    final Answer notGivenBack(int number) {
        var refund = refunds.get(number);
        if (refund.settled) {
            return Answer.REFUSED;
        }
        if (refund.tryFailed || refund.givenUp) {
            return Answer.QUIET;
        }
        refund.tryFailed = true;
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
        return !claimed && purse.earned.payOut(item.price() * percent / 100, now) ? Answer.DONE : Answer.REFUSED;
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
                yield Answer.DONE;
            }
            case PAID -> Answer.REFUSED;
            case FAILED -> Answer.QUIET;
        };
    }

    // The parcel

    final Answer announced(int told) {
        return switch (stage) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> Answer.REFUSED;
            case "FUNDED" -> {
                if (announced == told) {
                    yield Answer.QUIET;
                }
                announced = told;
                yield enter("FUNDED");
            }
            default -> Answer.QUIET;
        };
    }

    final Answer dispatched(int told, int at) {
        return switch (stage) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> Answer.REFUSED;
            case "FUNDED" -> ship(told, at);
            default -> isKnown(told) ? Answer.QUIET : Answer.REFUSED;
        };
    }

    /** Parcels of an order in milestones are its parties' affair. */
    private boolean isKnown(int told) {
        return told == parcel || item.isInMilestones();
    }

    private Answer ship(int told, int at) {
        parcel = told;
        revision = at;
        deliverBy = now.plus(Duration.ofDays(30));
        return go("SHIPPED");
    }

    final Answer delivered(Step.Delivered told) {
        var at = now.minus(Duration.ofHours(told.hoursAgo()));
        switch (place()) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> {
                return Answer.REFUSED;
            }
            case "FUNDED" -> {
                parcel = told.parcel();
                deliverBy = now.plus(Duration.ofDays(30));
            }
            case "SHIPPED" -> {
                if (told.parcel() != parcel) {
                    return Answer.REFUSED;
                }
                if (told.revision() < revision) {
                    return Answer.QUIET;
                }
            }
            default -> {
                return isKnown(told.parcel()) ? Answer.QUIET : Answer.REFUSED;
            }
        }
        revision = told.revision();
        extended = false;
        var notice = Duration.ofHours(item.inspected() ? 48 : 72);
        var regular = at.plus(confirmWithin());
        confirmAt = regular.isAfter(now.plus(notice)) ? regular : now.plus(notice);
        return go("INSPECTION");
    }

    final Answer revoked(int told, int at) {
        switch (place()) {
            case "PLACED", "AWAITING_PAYMENT", "CANCELLED" -> {
                return Answer.REFUSED;
            }
            case "FUNDED" -> {
                return ship(told, at);
            }
            case "SHIPPED" -> {
                if (told != parcel) {
                    return Answer.REFUSED;
                }
                if (at <= revision) {
                    return Answer.QUIET;
                }
                revision = at;
                return go("SHIPPED");
            }
            case "INSPECTION" -> {
                if (told != parcel) {
                    return Answer.REFUSED;
                }
                return at < revision ? Answer.QUIET : ship(told, at);
            }
            default -> {
                // Silence about a parcel that was not there is no word of the buyer's.
                return isKnown(told) && !ground.equals("TIMER") ? Answer.QUIET : Answer.REFUSED;
            }
        }
    }
}
