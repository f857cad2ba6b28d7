package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Returned.Word;
import dev.bonafide.escrow.model.Step.Wrong;
import java.util.Random;

/** What may happen when an order has ended; most of it is about the money. */
final class AfterWords {
    private final Random random;
    private final Model model;
    private final Stories stories;
    private final MilestoneWords milestones;
    private final ReturnWords returns;
    private final FinanceWords finance;

    AfterWords(Random random, Model model, Stories stories, MilestoneWords milestones, ReturnWords returns) {
        this.random = random;
        this.model = model;
        this.stories = stories;
        this.milestones = milestones;
        this.returns = returns;
        this.finance = new FinanceWords(random, model);
    }

    Step next() {
        if (model.isGoingBack() && random.nextInt(5) > 0) {
            return returns.next();
        }
        if (model.claimed && random.nextInt(3) > 0) {
            return stories.disputed();
        }
        if (model.purse.earned.owed() > 0 && random.nextInt(4) > 0) {
            return random.nextInt(10) == 0 ? stories.rulings.sold() : finance.next();
        }
        if (model.wereDebtsGivenUp && random.nextInt(2) == 0) {
            return stories.banks.next();
        }
        if (!model.wishes.isEmpty() && random.nextInt(6) == 0) {
            return finance.next();
        }
        if (model.purse.advanced > 0 && random.nextInt(6) == 0) {
            return stories.pool.voided();
        }
        if (model.payouts() > 0 && model.purse.left(true) > 0 && random.nextInt(2) == 0) {
            // What has left for the bank the seller can only owe.
            return stories.pool.advanced();
        }
        if (model.payouts() == 0 && model.purse.earned.left() > 0 && random.nextInt(3) == 0) {
            return payingOut();
        }
        if (model.item.isInMilestones() && random.nextBoolean()) {
            return milestones.afterwards();
        }
        if (model.stage.equals("RELEASED") && !model.late && !model.item.isInMilestones() && random.nextInt(3) == 0) {
            return random.nextInt(4) > 0 ? returns.told(Word.ACCEPTED) : returns.anything();
        }
        if (model.stage.equals("RELEASED") && random.nextInt(3) == 0) {
            // What has left for the bank by now, only a counterfeit can still concern.
            var wrong = model.payouts() > 0 && random.nextInt(4) > 0 ? Wrong.COUNTERFEIT : stories.wrong();
            return new Step.Opened(stories.id(), random.nextInt(2), wrong, random.nextInt(24 * 8));
        }
        if (model.stage.equals("RELEASED") && random.nextInt(10) == 0) {
            return stories.pool.next();
        }
        if (model.purse.earned.left() + model.payouts() > 0 && random.nextInt(3) > 0) {
            return payingOut();
        }
        if (model.refunds() > 0 && random.nextInt(3) > 0) {
            var refund = random.nextInt(model.refunds());
            return switch (random.nextInt(6)) {
                case 0, 1 -> new Step.NotGivenBack(stories.id(), refund);
                case 2 -> new Step.Fire();
                case 3 -> new Step.TriedAgain(refund);
                default -> new Step.GivenBack(stories.id(), refund);
            };
        }
        return stories.anything();
    }

    /** The seller has earned something, and waits for it. */
    private Step payingOut() {
        var earned = model.purse.earned;
        if (model.payouts() > 0 && random.nextInt(3) == 0) {
            var payout = earned.unknown() < 0 ? random.nextInt(model.payouts()) : earned.unknown();
            return random.nextInt(3) > 0
                    ? new Step.PaidOut(stories.id(), payout, random.nextInt(6) > 0)
                    : new Step.NotPaidOut(stories.id(), payout);
        }
        return earned.isDue(model.now) || random.nextInt(4) == 0
                ? new Step.PayOut(random.nextBoolean() ? 0 : stories.percent())
                : new Step.Pass(24 * (10 + random.nextInt(10)));
    }
}
