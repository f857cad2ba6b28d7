package dev.bonafide.escrow.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the seller owes and will not pay is given up by two people of finance: one asks, another agrees. */
abstract class Forgiving extends Lending {
    static final Duration HARDLY_COMES_AFTER = Duration.ofDays(180);
    private static final Duration WAITS = Duration.ofDays(7);

    /** What is wished, in the order in which it was asked for. */
    final List<Wish> wishes = new ArrayList<>();

    boolean wereWishesInVain;
    boolean wereWishesOfOne;
    boolean wereDebtsGivenUp;
    /** Whether a bank has left the buyer something after that. */
    boolean wereLossesAfterwards;

    /** How far a wish is. */
    enum Wished {
        OPEN,
        AGREED,
        REJECTED
    }

    /** That a debt be given up. */
    static final class Wish {
        final int debt;
        final int by;
        private final Instant until;
        Wished state = Wished.OPEN;
        private int decidedBy = -1;

        Wish(int debt, int by, Instant until) {
            this.debt = debt;
            this.by = by;
            this.until = until;
        }

        private Answer decide(Wished as, int person) {
            state = as;
            decidedBy = person;
            return Answer.DONE;
        }
    }

    Forgiving(Story.Item item) {
        super(item);
    }

    /** Who wishes what another wishes has agreed to it; as long as nobody has, nothing happens. */
    final Answer askToGiveUp(int debt, int person) {
        var same = wishes.stream()
                .filter(wish -> wish.debt == debt && wish.state == Wished.OPEN && now.isBefore(wish.until))
                .toList();
        if (same.stream().anyMatch(wish -> wish.by == person)) {
            return Answer.QUIET;
        }
        if (!same.isEmpty()) {
            return agree(same.getFirst(), person);
        }
        wishes.add(new Wish(debt, person, now.plus(WAITS)));
        return Answer.QUIET;
    }

    final Answer decideToGiveUp(Step.WriteOffDecided told) {
        var wish = wishes.get(told.wish());
        if (wish.state != Wished.OPEN) {
            var isSaidAgain = wish.decidedBy == told.person() && told.agrees() == (wish.state == Wished.AGREED);
            return isSaidAgain ? Answer.DONE : Answer.REFUSED;
        }
        return told.agrees() ? agree(wish, told.person()) : wish.decide(Wished.REJECTED, told.person());
    }

    private Answer agree(Wish wish, int person) {
        wereWishesOfOne |= wish.by == person && mayComeTrue(wish);
        if (wish.by == person || !now.isBefore(wish.until)) {
            return Answer.REFUSED;
        }
        if (!mayComeTrue(wish)) {
            wereWishesInVain = true;
            return Answer.REFUSED;
        }
        purse.giveUp(wish.debt);
        wereDebtsGivenUp = true;
        return wish.decide(Wished.AGREED, person);
    }

    private boolean mayComeTrue(Wish wish) {
        var earned = purse.earned;
        return earned.owed(wish.debt) > 0
                && !now.isBefore(earned.owedSince(wish.debt).plus(HARDLY_COMES_AFTER));
    }
}
