package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Who;
import java.time.Duration;
import java.util.Random;

/** What may happen when two sides are to meet. */
final class MeetingWords {
    private final Random random;
    private final Model model;
    private final Stories stories;

    MeetingWords(Random random, Model model, Stories stories) {
        this.random = random;
        this.model = model;
        this.stories = stories;
    }

    Step next() {
        if (!model.codeIssued) {
            return random.nextInt(8) == 0 ? aside() : new Step.IssueCode(Who.BUYER);
        }
        // Whoever guesses once goes on guessing.
        if (model.wrongTries > 0 && random.nextInt(5) > 0) {
            return model.isLocked() && random.nextBoolean()
                    ? new Step.IssueCode(Who.BUYER)
                    : new Step.GiveCode(Who.SELLER, model.isLocked() || random.nextInt(8) == 0);
        }
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> new Step.GiveCode(Who.SELLER, true);
            case 3, 9, 10, 11, 12 -> signed(Who.SELLER);
            case 4, 5 -> new Step.GiveCode(Who.SELLER, false);
            case 6 -> stories.opened();
            default -> aside();
        };
    }

    private Step aside() {
        return switch (random.nextInt(7)) {
            case 0 -> new Step.Cancel(stories.anyone());
            case 1 -> new Step.Fire();
            case 2 -> new Step.Pass(24 * (1 + random.nextInt(8)));
            case 3 -> stories.insured();
            case 4 -> stories.delivered();
            default -> anything();
        };
    }

    /** Mostly right, and of a time at which it can have been. */
    private Step signed(Who by) {
        var pass = random.nextInt(Math.max(1, model.passes.size() + (random.nextInt(8) == 0 ? 1 : 0)));
        var since = pass < model.passes.size()
                ? (int) Duration.between(model.passes.get(pass), model.now).toMinutes()
                : 0;
        return new Step.GiveToken(by, pass, random.nextInt(8) > 0, random.nextInt(since + 16) - 8);
    }

    Step anything() {
        if (random.nextInt(4) == 0) {
            return signed(stories.anyone());
        }
        return random.nextInt(3) == 0
                ? new Step.IssueCode(stories.anyone())
                : new Step.GiveCode(random.nextInt(4) == 0 ? stories.anyone() : Who.SELLER, random.nextInt(3) > 0);
    }
}
