package dev.bonafide.escrow.model;

import java.time.Instant;
import java.util.List;

/** What a buyer's bank pulls back: until it has decided, what is held stands still, and what was earned stays where it is. */
abstract class Banks extends Returns {
    Banks(Story.Item item) {
        super(item);
    }

    final Answer pulledBack(Step.PulledBack told) {
        if (cases.containsKey(told.payment())) {
            return Answer.QUIET;
        }
        var one = new Case(told.amount(amounts.get(told.payment())), told.fraud());
        cases.put(told.payment(), one);
        purse.pulledBack += one.amount;
        if (stage.equals("DISPUTED") || canBeFrozen()) {
            freezeFor(told.payment(), one);
        } else if (released() > 0 || stage.equals("FUNDED") || stage.equals("IN_MILESTONES")) {
            blockedBy.add(told.payment());
            // The seller may be about to send it: somebody has to speak to them.
            parked += released() > 0 ? 0 : 1;
        }
        return Answer.DONE;
    }

    private void freezeFor(int payment, Case one) {
        one.held = true;
        if (stage.equals("DISPUTED")) {
            freezers.put(Run.BANKS + payment, new Freezer(false, now));
        } else {
            silentUntil(now);
            freeze(Run.BANKS + payment, stage, now, false);
        }
        blockedBy.add(payment);
    }

    /** Whether something is held that is not simply cancelled; what silence has accepted by now is not. */
    private boolean canBeFrozen() {
        return switch (stage) {
            case "SHIPPED", "INSPECTION", "RETURNING" -> true;
            case "FUNDED" -> codeIssued;
            case "IN_MILESTONES" -> isAnyOpenAt(now) || !in(Done.FROZEN).isEmpty();
            default -> false;
        };
    }

    /** The item was sent, or a release was taken back: what a bank could not freeze before it freezes now. */
    final void freezeWhatIsThere() {
        cases.forEach((payment, one) -> {
            if (one.open && !one.held && (stage.equals("DISPUTED") || canBeFrozen())) {
                freezeFor(payment, one);
            }
        });
    }

    final Answer decided(Step.Decided told) {
        var one = cases.get(told.payment());
        if (one == null || !one.open || one.decided) {
            return one != null && one.won == told.won() ? Answer.QUIET : Answer.REFUSED;
        }
        one.won = told.won();
        if (!told.won() && refunds.stream().anyMatch(refund -> refund.isUnderWay(told.payment()))) {
            one.decided = true;
            return Answer.DONE;
        }
        end(told.payment(), one);
        return Answer.DONE;
    }

    private void end(int payment, Case one) {
        purse.pulledBack -= one.amount;
        if (!one.won) {
            lose(payment, one);
        }
        one.open = false;
        refunds.stream().filter(refund -> refund.isWaiting(payment)).forEach(Refund::askAgain);
        if (one.won) {
            letGo(Run.BANKS + payment);
        }
        blockedBy.remove(payment);
        repay();
    }

    /** It is known what came of a refund of the payment: what a bank has decided meanwhile means something now. */
    final Answer refundTold(int number, Answer answer) {
        var payment = refunds.get(number).payment;
        var one = cases.get(payment);
        if (one != null
                && one.open
                && one.decided
                && refunds.stream().noneMatch(refund -> refund.isUnderWay(payment))) {
            end(payment, one);
        }
        return answer;
    }

    private void lose(int payment, Case one) {
        wereLossesAfterwards |= wereDebtsGivenUp;
        var isOfTheSale = payments.get(payment) == Paying.KEPT;
        if (isOfTheSale && one.amount == purse.total()) {
            giveUp(payment);
        } else {
            letGo(Run.BANKS + payment);
        }
        var rest = one.amount;
        for (var refund : List.copyOf(refunds)) {
            if (rest > 0 && refund.payment == payment && (refund.isWaiting(payment) || refund.isFailed())) {
                rest -= settleByBank(refund, rest);
            }
        }
        if (rest > 0) {
            bear(one, rest, room(payment));
            chargedBack.merge(payment, rest, Long::sum);
        }
    }

    /** The buyer has all of it: what is held is to be a refund, which the bank has made. */
    private void giveUp(int payment) {
        if (!stage.equals("DISPUTED") && !canBeFrozen()) {
            return;
        }
        if (!stage.equals("DISPUTED")) {
            silentUntil(now);
            freeze(Run.BANKS + payment, stage, now, false);
        }
        divide(-2 - payment, purse.open().total(), 0);
    }

    private long settleByBank(Refund refund, long atMost) {
        if (refund.amount > atMost) {
            refunds.add(new Refund(refund.amount - atMost, refund.payment, true));
            refund.amount = atMost;
        }
        refund.settled = true;
        refund.byBank = true;
        purse.settle(refund.amount);
        return refund.amount;
    }

    /** What was released is the seller's to bear, unless a card was stolen and the item had come. */
    private void bear(Case one, long rest, long ofPayment) {
        var lost = Math.min(rest, Math.min(ofPayment, purse.left(true)));
        if (rest > lost) {
            // The buyer has had it from somebody else: a person hears of it.
            parked++;
        }
        var ofTheReleased = Math.min(lost - Math.min(lost, held()), released());
        // Where both sides have had something, each gives back what it got: nothing if the seller owes more for it.
        var isDivided = stage.equals("PARTIALLY_REFUNDED") && !item.isInMilestones();
        var bySeller = isDivided ? Math.min(ofTheReleased, Math.max(0, purse.earned.brought)) : ofTheReleased;
        purse.bear(lost, rest, one.fraud && isDelivered ? 0 : bySeller);
    }

    private long held() {
        return isOver() ? 0 : purse.open().total();
    }

    private long released() {
        return switch (stage) {
            case "RELEASED" -> purse.total();
            case "PARTIALLY_REFUNDED" -> purse.total() - givenToBuyer;
            case "REFUNDED", "CANCELLED" -> 0;
            default -> purse.total() - purse.open().total() - toBuyerSoFar();
        };
    }

    /** A bank takes its time, however long a freeze may otherwise last. */
    final boolean waitsForABank() {
        return stage.equals("DISPUTED") && dispute >= Run.BANKS;
    }

    final Answer ageWhole(Instant day) {
        if (waitsForABank() || now.isBefore(frozenSince.plus(FREEZE_CEILING))) {
            if (!waitsForABank()) {
                warn(frozenSince, day);
            }
            return enter(stage);
        }
        return expire();
    }
}
