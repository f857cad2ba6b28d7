package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.util.Random;

/** What may happen to an order in milestones: each is delivered, accepted or disputed by itself. */
final class MilestoneWords {
    private final Random random;
    private final Model model;
    private final Stories stories;

    MilestoneWords(Random random, Model model, Stories stories) {
        this.random = random;
        this.model = model;
        this.stories = stories;
    }

    Step next() {
        if (isAnyDisputed() && random.nextInt(3) == 0) {
            return aboutTheFrozen();
        }
        if (!model.in(Done.RELEASED).isEmpty() && random.nextInt(5) == 0) {
            return disputed(Done.RELEASED);
        }
        return switch (random.nextInt(36)) {
            case 0 -> random.nextBoolean() ? new Step.Cancel(stories.anyone()) : new Step.PayOut(0);
            case 1, 2, 3 -> new Step.Fire();
            case 4, 5, 6 -> stories.opened();
            case 7 -> new Step.Pass(24 * (1 + random.nextInt(30)));
            case 8 -> random.nextBoolean() ? new Step.EarlyOne(one()) : new Step.PayOut(0);
            case 9, 10 -> new Step.Offer(random.nextBoolean() ? Who.BUYER : Who.SELLER, stories.percent());
            case 11, 12 -> new Step.Answer(stories.anyone(), random.nextInt(2), random.nextInt(4) > 0);
            case 13 -> random.nextBoolean() ? stories.delivered() : stories.insured();
            case 14 -> new Step.Deliver(stories.anyone(), one());
            case 15 -> new Step.AcceptOne(stories.anyone(), one());
            case 16, 17, 18, 19, 20 -> new Step.AcceptOne(Who.BUYER, one());
            case 21, 22, 23, 24, 25, 26 -> disputed();
            default -> new Step.Deliver(Who.SELLER, one());
        };
    }

    /** One of them, or now and then one there is not. */
    int one() {
        return random.nextInt(model.item.milestones().size()
                + (random.nextInt(8) == 0 ? 1 : 0)
                + (model.item.isInMilestones() ? 0 : 1));
    }

    /** What they have brought may be claimed although the order has ended. */
    Step afterwards() {
        return isAnyDisputed() && random.nextBoolean() ? aboutTheFrozen() : disputed(Done.RELEASED);
    }

    private boolean isAnyDisputed() {
        return model.milestones.stream().anyMatch(MilestoneWords::isDisputed);
    }

    private static boolean isDisputed(Milestone one) {
        return one.state == Done.FROZEN || one.isClaimed;
    }

    Step disputed() {
        return disputed(Done.DELIVERED);
    }

    /** Mostly one that is as far as that. */
    private Step disputed(Done state) {
        var some = model.in(state);
        var about = some.isEmpty() || random.nextInt(4) == 0
                ? one()
                : model.milestones.indexOf(some.get(random.nextInt(some.size())));
        return new Step.OpenedOne(stories.id(), about, random.nextInt(2), stories.wrong(), random.nextInt(12));
    }

    private Step aboutTheFrozen() {
        var frozen =
                model.milestones.stream().filter(MilestoneWords::isDisputed).toList();
        var one = frozen.get(random.nextInt(frozen.size()));
        var dispute = one.isClaimed ? one.claim : one.dispute;
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Step.Resume(dispute);
            case 2 -> random.nextBoolean() ? new Step.Fire() : new Step.Pass(24 * 10);
            case 3 -> disputed();
            case 4 -> new Step.AcceptOne(Who.BUYER, model.milestones.indexOf(one));
            default -> stories.rulings.next(dispute);
        };
    }
}
