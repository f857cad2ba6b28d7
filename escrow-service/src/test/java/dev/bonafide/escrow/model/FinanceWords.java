package dev.bonafide.escrow.model;

import dev.bonafide.escrow.model.Forgiving.Wished;
import java.util.Random;

/** What people of finance may do about what a seller owes. */
final class FinanceWords {
    private static final int PEOPLE = 3;

    private final Random random;
    private final Model model;

    FinanceWords(Random random, Model model) {
        this.random = random;
        this.model = model;
    }

    /** Mostly about what is owed longest, when its time has come. */
    Step next() {
        var earned = model.purse.earned;
        var debt = random.nextInt(5) == 0 ? random.nextInt(earned.debts()) : earned.owedLongest();
        var isTooEarly = model.now.isBefore(earned.owedSince(debt).plus(Forgiving.HARDLY_COMES_AFTER));
        if (isTooEarly && random.nextInt(4) > 0) {
            return new Step.Pass((int) Forgiving.HARDLY_COMES_AFTER.toHours());
        }
        var wish = open(debt);
        if (random.nextInt(5) > 0 && wish >= 0) {
            return new Step.WriteOffDecided(wish, random.nextInt(PEOPLE), random.nextInt(6) > 0);
        }
        return random.nextInt(8) == 0 && !model.wishes.isEmpty()
                ? new Step.WriteOffDecided(
                        random.nextInt(model.wishes.size()), random.nextInt(PEOPLE), random.nextBoolean())
                : new Step.WriteOffAsked(debt, random.nextInt(PEOPLE));
    }

    private int open(int debt) {
        for (int i = model.wishes.size() - 1; i >= 0; i--) {
            var wish = model.wishes.get(i);
            if (wish.debt == debt && wish.state == Wished.OPEN) {
                return i;
            }
        }
        return -1;
    }
}
