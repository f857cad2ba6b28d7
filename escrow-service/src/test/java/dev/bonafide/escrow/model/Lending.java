package dev.bonafide.escrow.model;

import java.util.ArrayList;
import java.util.List;

/** What the compensation pool pays the buyer in the seller's place, what it refuses and why, and what others do to it. */
abstract class Lending extends Till {
    /** Whether the seller had repaid something of an advance that was found wrong. */
    boolean wasRepaidInVain;

    Lending(Story.Item item) {
        super(item);
    }

    /** Each advance is decided once. */
    final Answer advanced(Step.Advanced told) {
        var amount = told.amount(item.price());
        var known = advances.get(told.advance());
        if (known == null) {
            known = new Advance(amount, whyNot(amount), purse.earned.debts());
            advances.put(told.advance(), known);
            if (known.isPaid()) {
                coffer = coffer.paid(amount, now);
                giveBack(purse.advance(amount));
            }
            if (known.refusals().size() == 1) {
                refusedFor.addAll(known.refusals());
            }
        }
        say(known.isPaid() ? "PoolPaymentMade" : "PoolPaymentRefused");
        return known.amount() == amount ? Answer.DONE : Answer.REFUSED;
    }

    /** All there is against it, in the order of the README. */
    private List<String> whyNot(long amount) {
        var owed = purse.earned.owedToThePool();
        var why = new ArrayList<String>();
        if (amount > Math.min(mayBeGiven(), decrees.unbound(purse.left(isOver())))) {
            why.add("ABOVE_LOSS");
        }
        if (amount > Coffer.PER_CASE) {
            why.add("ABOVE_CASE_LIMIT");
        }
        if (amount > coffer.leftOfTheDay(now)) {
            why.add("POOL_DAY_LIMIT");
        }
        if (owed + amount > Coffer.PER_SELLER) {
            why.add("POOL_SELLER_LIMIT");
        }
        if (amount > coffer.balance(owed)) {
            why.add("POOL_SHORT");
        }
        if (coffer.isStopped() || coffer.isLow(owed)) {
            why.add("POOL_STOPPED");
        }
        return why;
    }

    /** It was paid wrongly: the seller owes it no longer and has back what was taken for it. The buyer keeps it. */
    final Answer voided(Step.Voided told) {
        var known = advances.get(told.advance());
        if (known == null || !known.isPaid() || !voided.add(told.advance())) {
            return Answer.QUIET;
        }
        wasRepaidInVain |= purse.earned.taken(known.debt()) > 0;
        purse.bearAdvance(known.debt());
        return Answer.DONE;
    }

    final Answer poolStopped(boolean stops) {
        coffer = coffer.stopped(stops);
        return Answer.DONE;
    }

    final Answer poolFilled(long amount) {
        coffer = coffer.filled(amount);
        return Answer.DONE;
    }

    final Answer poolDrained(long left, boolean ofTheDay) {
        coffer = ofTheDay ? coffer.drainedForTheDay(left, now) : coffer.drained(left, purse.earned.owedToThePool());
        return Answer.QUIET;
    }

    /** What is in the pool as the story has it. */
    final long inThePool() {
        return coffer.balance(purse.earned.owedToThePool());
    }

    /** Each advance as the pool keeps it. */
    final List<String> advancesKept() {
        return advances.entrySet().stream()
                .map(one -> voided.contains(one.getKey())
                        ? "VOIDED"
                        : one.getValue().isPaid()
                                ? "PAID"
                                : String.join(" ", one.getValue().refusals()))
                .sorted()
                .toList();
    }
}
