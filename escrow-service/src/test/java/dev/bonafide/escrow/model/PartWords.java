package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.util.Random;

/** What may become of what a buyer pays in parts. */
final class PartWords {
    private static final int[] OFFERED = {3, 3, 3, 6};

    private final Random random;
    private final Model model;
    private final Stories stories;

    PartWords(Random random, Model model, Stories stories) {
        this.random = random;
        this.model = model;
        this.stories = stories;
    }

    /** However the buyer begins to pay. */
    Step first() {
        return model.item.inParts() && random.nextInt(6) > 0
                ? new Step.Propose(Who.BUYER, OFFERED[random.nextInt(OFFERED.length)])
                : new Step.Pay(Who.BUYER);
    }

    Step next() {
        if (model.isPaying() && random.nextInt(5) > 0) {
            var pending = model.pending();
            return random.nextInt(5) < 3
                    ? new Step.Paid(stories.id(), pending, random.nextInt(6) > 0)
                    : new Step.Declined(stories.id(), pending);
        }
        return switch (random.nextInt(8)) {
            case 0 -> new Step.PayNext(Who.BUYER);
            case 1 -> anything();
            case 2 -> new Step.Pass(24 * (1 + random.nextInt(20)));
            default -> new Step.Fire();
        };
    }

    Step anything() {
        return random.nextBoolean()
                ? new Step.PayNext(stories.anyone())
                : new Step.Propose(stories.anyone(), random.nextInt(4) == 0 ? 2 : 3);
    }
}
