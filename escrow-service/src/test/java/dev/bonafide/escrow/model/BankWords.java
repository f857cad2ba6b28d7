package dev.bonafide.escrow.model;

import java.util.Random;

/** What a buyer's bank may say of what they have paid. */
final class BankWords {
    private final Random random;
    private final Model model;
    private final Stories stories;

    BankWords(Random random, Model model, Stories stories) {
        this.random = random;
        this.model = model;
        this.stories = stories;
    }

    Step next() {
        var payment = random.nextInt(Math.max(1, model.payments()));
        var known = model.cases.get(payment);
        return known == null || (!known.open && random.nextInt(3) == 0)
                ? new Step.PulledBack(stories.id(), payment, random.nextInt(4) > 0, random.nextInt(3) == 0)
                : new Step.Decided(stories.id(), payment, random.nextBoolean());
    }

    /** Whether the bank has somebody wait. */
    boolean isAwaited() {
        return model.cases.values().stream().anyMatch(one -> one.open && !one.decided);
    }
}
