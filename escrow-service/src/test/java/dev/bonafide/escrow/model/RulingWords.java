package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Decree.State;
import java.util.Random;

/** What may be decided about a dispute: at once, or by the steps of a plan, each asked for as often as it takes. */
final class RulingWords {
    private final Random random;
    private final Model model;
    private final Stories stories;

    RulingWords(Random random, Model model, Stories stories) {
        this.random = random;
        this.model = model;
        this.stories = stories;
    }

    Step next(int about) {
        return random.nextBoolean()
                ? due(about)
                : new Step.Ruled(stories.id(), about, ruling(about), random.nextBoolean());
    }

    /** First the money is fixed, and mostly it moves then; a plan may be followed by another. */
    private Step due(int about) {
        var ruling = ruling(about);
        var known = model.decrees.get(ruling);
        var version = known == null ? 1 : known.version;
        var isFixed = known != null && known.is(State.FIXED);
        if (random.nextInt(5) < (isFixed ? 3 : 1)) {
            return due(about, ruling, random.nextInt(6) == 0 ? version + random.nextInt(3) - 1 : version, true);
        }
        return due(about, ruling, known == null ? version : version + random.nextInt(2), false);
    }

    private Step due(int about, int ruling, int version, boolean moves) {
        var forBuyer = random.nextInt(3) == 0 ? 100 : random.nextInt(3) == 0 ? 0 : stories.percent();
        return new Step.Due(
                stories.id(),
                about,
                ruling,
                Math.max(1, version),
                moves,
                forBuyer,
                random.nextBoolean() ? 0 : random.nextInt(Math.max(1, 103 - forBuyer)));
    }

    /** Somebody is not content with what was decided. */
    Step again() {
        var decided = model.decrees.settled();
        return next(decided.get(random.nextInt(decided.size())));
    }

    /** There may be several of one dispute: seldom before the money of the first has moved, and mostly another one then. */
    private int ruling(int about) {
        var which = random.nextInt(6) == 0 ? 1 : 0;
        while (which < 3 && isSettled(number(about, which)) && random.nextInt(4) > 0) {
            which++;
        }
        return number(about, which);
    }

    private boolean isSettled(int number) {
        var known = model.decrees.get(number);
        return known != null && known.is(State.SETTLED);
    }

    private static int number(int about, int which) {
        return 10_000 * (which + 1) + about;
    }

    Step sold() {
        return new Step.Sold(random.nextInt(120));
    }
}
