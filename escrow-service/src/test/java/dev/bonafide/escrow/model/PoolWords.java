package dev.bonafide.escrow.model;

import java.util.Random;

/** What the compensation pool may be asked for, and what may become of it. */
final class PoolWords {
    private final Random random;
    private final Model model;
    private final Stories stories;

    PoolWords(Random random, Model model, Stories stories) {
        this.random = random;
        this.model = model;
        this.stories = stories;
    }

    Step next() {
        if (isHeldAfterIt() && random.nextInt(2) == 0) {
            return voided();
        }
        return random.nextInt(model.coffer.isFull() ? 2 : 5) == 0 ? becomes() : advanced();
    }

    /** Whether it is time for more of it. */
    boolean isAtHand() {
        return (model.purse.left(model.isOver()) > 0 || isHeldAfterIt())
                && random.nextInt(model.coffer.isFull() ? 14 : 2) == 0;
    }

    /** Whether it has stepped in, and nobody knows yet whether rightly. */
    private boolean isHeldAfterIt() {
        return model.purse.advanced > 0 && !model.isOver();
    }

    /** It steps in; often for all that the buyer has paid. */
    Step advanced() {
        return new Step.Advanced(stories.id(), random.nextInt(4), random.nextInt(3) == 0 ? 100 : random.nextInt(105));
    }

    Step becomes() {
        return switch (random.nextInt(8)) {
            case 0 -> new Step.PoolStopped(model.coffer.isStopped() ? random.nextInt(4) == 0 : random.nextInt(4) > 0);
            case 1 -> new Step.PoolFilled(stories.percent());
            case 2 -> voided();
            case 3 -> stories.rulings.sold();
            default -> new Step.PoolDrained(5 + random.nextInt(50), random.nextInt(5) < 2);
        };
    }

    Step voided() {
        var rulings = model.decrees.all.keySet().stream()
                .filter(ruling -> ruling >= 0)
                .toList();
        return new Step.Voided(
                random.nextInt(4),
                rulings.isEmpty() || random.nextBoolean()
                        ? random.nextInt(4)
                        : rulings.get(random.nextInt(rulings.size())));
    }
}
