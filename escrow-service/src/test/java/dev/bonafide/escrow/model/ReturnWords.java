package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Step.Returned;
import dev.bonafide.escrow.model.Step.Returned.Word;
import dev.bonafide.escrow.model.Step.Who;
import java.util.Random;

/** What may become of an item that goes back without a reason. */
final class ReturnWords {
    private final Random random;
    private final Model model;
    private final Stories stories;

    ReturnWords(Random random, Model model, Stories stories) {
        this.random = random;
        this.model = model;
        this.stories = stories;
    }

    Step next() {
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3, 4 -> told(Word.SENT);
            case 5, 6, 7, 8 -> told(Word.COME);
            case 9, 10, 11, 12, 13 -> told(Word.CLEARED);
            case 14 -> told(Word.LOST);
            case 15, 16 -> told(Word.EXPIRED);
            case 17, 18, 19 -> told(Word.DOUBTED);
            case 20, 21 -> stories.opened();
            case 22, 23 -> new Step.Fire();
            case 24 -> random.nextBoolean() ? new Step.Revoked(stories.id(), 0, stories.revision()) : stories.insured();
            default -> random.nextBoolean() ? told(Word.ACCEPTED) : new Step.Accept(Who.BUYER);
        };
    }

    /** Mostly of the return there is. */
    Step told(Word word) {
        var about = model.back < 0 || random.nextInt(8) == 0 ? random.nextInt(2) : model.back;
        return new Returned(
                stories.id(),
                about,
                word,
                random.nextInt(24),
                kept(),
                random.nextInt(4) == 0 ? 1 + random.nextInt(2_000) : 0);
    }

    Step anything() {
        return told(Word.values()[random.nextInt(Word.values().length)]);
    }

    private int kept() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> random.nextInt(100);
            case 2 -> 100;
            default -> 0;
        };
    }
}
