package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.State;
import dev.bonafide.escrow.model.Earned.Outcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lies ahead of an order, what can be said to it, and what its story was about. */
abstract class Outlook extends Banks {
    Outlook(Story.Item item) {
        super(item);
    }

    /** What else a story was about. */
    Set<String> marks() {
        var marks = new HashSet<String>();
        if (takenBack) {
            marks.add("taken back");
        }
        if (isClaim()) {
            marks.add("claimed");
        }
        if (late) {
            marks.add(way == Way.OVER ? "returned late" : "returned late or not");
        }
        if (milestones.stream().anyMatch(one -> one.claim >= 0)) {
            marks.add("part claimed");
        }
        cases.values().stream().filter(one -> !one.open).forEach(one -> marks.add(one.won ? "bank won" : "bank lost"));
        if (ground.equals("RETURNED")) {
            marks.add(stage.equals("REFUNDED") ? "returned" : "returned for less");
        }
        if (milestones.stream().anyMatch(one -> one.dispute >= 0)) {
            marks.add("part disputed");
        }
        if (!in(Done.RULED).isEmpty()) {
            marks.add("part ruled");
        }
        if (agedParts > 0) {
            marks.add("part expired");
        }
        if (wasLocked) {
            marks.add("locked");
        }
        if (handedOver) {
            marks.add(wasGivenAgain ? "code given again" : "handed over");
        }
        if (wasSigned) {
            marks.add("signed");
        }
        if (wasSignedAtNoTime) {
            marks.add("signed at no time");
        }
        if (plan != null && plan.isRunning()) {
            marks.add("in parts");
            plan.parts.forEach(part -> marks.add("part " + part.state));
            if (plan.parts.stream().anyMatch(part -> part.overdueSince != null)) {
                marks.add("overdue");
            }
        }
        if (wereRefundsReturned) {
            marks.add("refund came back");
        }
        if (wereRefundsHadTwice) {
            marks.add("refund came back beside a bank");
        }
        if (purse.insured > 0) {
            marks.add("insured");
        }
        if (purse.earned.owed() > 0) {
            marks.add("owed");
        }
        if (decrees.wereCorrected) {
            marks.add("ruled again");
        }
        if (decrees.isAnyPlannedAnew()) {
            marks.add("planned anew");
        }
        if (decrees.wereTaken) {
            marks.add("refused for another");
        }
        if (decrees.wereGiven) {
            marks.add("given meanwhile");
        }
        if (decrees.wereBound) {
            marks.add("fixed and made good");
        }
        refusedFor.forEach(why -> marks.add("only " + why));
        if (wereDebtsGivenUp) {
            marks.add("debt given up");
        }
        if (wereLossesAfterwards) {
            marks.add("debt given up before a bank");
        }
        if (wereWishesOfOne) {
            marks.add("agreed with oneself");
        }
        if (wereWishesInVain) {
            marks.add("debt given up in vain");
        }
        if (!voided.isEmpty()) {
            marks.add("advance voided");
        }
        if (purse.wasLentBack) {
            marks.add("advance had back from the hold");
        }
        if (wasRepaidInVain) {
            marks.add("advance voided after all");
        }
        if (purse.advanced > 0) {
            marks.add(purse.earned.owedToThePool() == 0 ? "advanced and repaid" : "advanced");
        }
        for (int i = 0; i < purse.earned.payouts(); i++) {
            marks.add(purse.earned.outcome(i) == Outcome.FAILED ? "paid out in vain" : "paid out");
        }
        return marks;
    }

    /** The deadline that speaks next. */
    Map.@Nullable Entry<String, Instant> nextTimer() {
        return timers.entrySet().stream()
                .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                // An entry of the map itself becomes another one when it is removed.
                .map(next -> Map.entry(next.getKey(), next.getValue()))
                .orElse(null);
    }

    /** What must come sooner or later, so that the order does not wait for ever; null if nothing is awaited. */
    @Nullable
    Step awaited(int id) {
        var frozen = in(Done.FROZEN);
        var claims = milestones.stream().filter(one -> one.isClaimed).toList();
        for (var one : decrees.all.entrySet()) {
            var decree = one.getValue();
            var waitsForEver =
                    decree.matter < 0 ? item.price() % 16 == 0 : mayOneWait() && frozen.size() + claims.size() == 1;
            if (decree.is(State.FIXED) && !(isUndecided(decree.dispute) && waitsForEver)) {
                return new Step.Due(id, decree.dispute, one.getKey(), decree.version, true, 0, 0);
            }
        }
        // Most disputes are decided; for some nobody ever does.
        if ((stage.equals("DISPUTED") || claimed) && !waitsForABank() && item.price() % 16 != 0) {
            var forBuyer = item.price() % 2 == 0 && !purse.isMadeGoodByInsurer(claimed);
            return new Step.Ruled(id, dispute, 90, forBuyer);
        }
        // Of milestones too, but there only one at a time waits for ever.
        if (claims.size() > (mayOneWait() && frozen.isEmpty() && !stage.equals("DISPUTED") ? 1 : 0)) {
            var one = claims.getLast();
            var forBuyer = item.price() % 2 == 0 && purse.left(one.share) > 0;
            return new Step.Ruled(id, one.claim, 90 + one.claim, forBuyer);
        }
        if (frozen.size() > (mayOneWait() ? 1 : 0)) {
            var one = frozen.getLast();
            var forBuyer = item.price() % 2 == 0 && !purse.isMadeGoodByInsurer(one.share);
            return new Step.Ruled(id, one.dispute, 90 + one.dispute, forBuyer);
        }
        for (var one : cases.entrySet()) {
            if (one.getValue().open) {
                return one.getValue().decided
                        ? toldOf(id, one.getKey())
                        : new Step.Decided(id, one.getKey(), id % 2 == 0);
            }
        }
        var pending = pending();
        // Of a part that is asked for nothing else comes before the answer.
        var isOfAPart = pending >= 0 && stillToPay() > 0;
        if (!timers.isEmpty() && !isOfAPart) {
            return new Step.Fire();
        }
        if (pending >= 0) {
            return id % 2 == 0 ? new Step.Paid(id, pending, true) : new Step.Declined(id, pending);
        }
        var payout = purse.earned.unknown();
        if (payout >= 0) {
            return id % 2 == 0 ? new Step.PaidOut(id, payout, true) : new Step.NotPaidOut(id, payout);
        }
        for (int i = 0; i < refunds.size(); i++) {
            var refund = refunds.get(i);
            if (!refund.settled && refund.givenUp && (refund.cameBack || refund.tries == 0)) {
                return new Step.TriedAgain(i);
            }
            if (!refund.settled && refund.tries > 0) {
                return new Step.GivenBack(id, i);
            }
        }
        return null;
    }

    /** What came of the refund for which a case waits that the bank has decided. */
    private Step toldOf(int id, int payment) {
        for (int i = 0; i < refunds.size(); i++) {
            if (refunds.get(i).isUnderWay(payment)) {
                return id % 4 < 2 ? new Step.GivenBack(id, i) : new Step.NotGivenBack(id, i);
            }
        }
        throw new IllegalStateException("A case waits for nothing");
    }

    private boolean mayOneWait() {
        return item.price() % 5 < 2;
    }

    /** Whether there is what the step is about: a story may have lost the step that made it. */
    boolean knows(Step step) {
        return switch (step) {
            case Step.Paid s -> s.payment() < payments.size();
            case Step.Declined s -> s.payment() < payments.size();
            case Step.GivenBack s -> wasAskedFor(s.refund());
            case Step.NotGivenBack s -> wasAskedFor(s.refund());
            case Step.TriedAgain s -> s.refund() < refunds.size();
            case Step.PulledBack s ->
                s.payment() < payments.size()
                        && (payments.get(s.payment()) == Paying.KEPT || payments.get(s.payment()) == Paying.GIVEN_BACK);
            case Step.Decided s -> cases.containsKey(s.payment());
            // What a ruling has is its own, and nobody but a party has it ruled.
            case Step.Resume s -> s.dispute() < Run.BANKS && !decrees.isFixed(s.dispute());
            case Step.PaidOut s -> s.payout() < purse.earned.payouts();
            case Step.NotPaidOut s -> s.payout() < purse.earned.payouts();
            case Step.WriteOffAsked s -> s.debt() < purse.earned.debts();
            case Step.WriteOffDecided s -> s.wish() < wishes.size();
            case Step.Fire _ -> !timers.isEmpty();
            // The money of a claim, or of a milestone, moves by the desk of rulings alone.
            case Step.Split s ->
                s.dispute() < Run.BANKS
                        && !(claimed && s.dispute() == dispute)
                        && about(s.dispute()).isEmpty()
                        && !decrees.isFixed(s.dispute());
            case Step.Ruled s -> mayBeRuled(s.dispute(), s.ruling());
            case Step.Due s -> s.moves() ? decrees.isOf(s.ruling(), s.dispute()) : mayBeRuled(s.dispute(), s.ruling());
            default -> true;
        };
    }

    private boolean wasAskedFor(int refund) {
        return refund < refunds.size() && refunds.get(refund).tries > 0 && !refunds.get(refund).waits;
    }

    /** A bank has its own say. */
    private boolean mayBeRuled(int about, int ruling) {
        return about < Run.BANKS && decrees.isOf(ruling, about);
    }
}
