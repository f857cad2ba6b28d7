package dev.bonafide.escrow.instalment;

import dev.bonafide.escrow.instalment.Ineligibility.CurrencyNotOffered;
import dev.bonafide.escrow.instalment.Ineligibility.DebtTooHigh;
import dev.bonafide.escrow.instalment.Ineligibility.LevelTooLow;
import dev.bonafide.escrow.instalment.Ineligibility.PartOverdue;
import dev.bonafide.escrow.instalment.Ineligibility.PartWrittenOff;
import dev.bonafide.escrow.instalment.Ineligibility.PartsNotOffered;
import dev.bonafide.escrow.instalment.Ineligibility.ScoreTooLow;
import dev.bonafide.escrow.instalment.Ineligibility.ScoreUnknown;
import dev.bonafide.escrow.instalment.Ineligibility.TotalOutOfRange;
import dev.bonafide.kit.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a buyer may pay an order in parts. Everything it goes by is kept with its outcome, so that it can be explained and
 * done again.
 *
 * @param total of the order
 * @param parts how many the buyer asks for
 * @param debts in the currency of the policy
 */
public record CreditReview(Standing standing, Debts debts, Money total, int parts, InstalmentPolicy policy) {

    /** Every reason against it, all at once; none means yes. */
    public List<Ineligibility> reasons() {
        var reasons = new ArrayList<Ineligibility>();
        if (standing.level().compareTo(policy.levelMin()) < 0) {
            reasons.add(new LevelTooLow(standing.level(), policy.levelMin()));
        }
        var score = standing.score();
        if (score == null) {
            reasons.add(new ScoreUnknown(policy.scoreMin()));
        } else if (score < policy.scoreMin()) {
            reasons.add(new ScoreTooLow(score, policy.scoreMin()));
        }
        if (debts.overdue().isPositive()) {
            reasons.add(new PartOverdue(debts.overdue()));
        }
        if (debts.writtenOff().isPositive()) {
            reasons.add(new PartWrittenOff(debts.writtenOff()));
        }
        if (!policy.partsOffered().contains(parts)) {
            reasons.add(new PartsNotOffered(parts, policy.partsOffered()));
        }
        reasons.addAll(ofAmounts());
        return List.copyOf(reasons);
    }

    private List<Ineligibility> ofAmounts() {
        var reasons = new ArrayList<Ineligibility>();
        var offered = policy.totalMin().currency();
        if (!total.currency().equals(offered)) {
            reasons.add(new CurrencyNotOffered(total.currency().getCurrencyCode(), offered.getCurrencyCode()));
            return reasons;
        }
        if (policy.totalMin().isMoreThan(total) || total.isMoreThan(policy.totalMax())) {
            reasons.add(new TotalOutOfRange(total, policy.totalMin(), policy.totalMax()));
        }
        var withThis = debts.open().plus(total);
        if (withThis.isMoreThan(policy.debtMax())) {
            reasons.add(new DebtTooHigh(debts.open(), withThis, policy.debtMax()));
        }
        return reasons;
    }
}
