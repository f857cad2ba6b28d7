package dev.bonafide.escrow.model;

import java.util.ArrayList;
import java.util.List;

/** What happens to one order. */
record Story(long seed, Item item, List<Move> moves) {

    /** What is sold: its price in minor units, whether the buyer adds a warranty, whether a report stands behind it. */
    record Item(long price, boolean warranty, boolean inspected) {}

    /**
     * A step.
     *
     * @param crashes whether everything falls over just before it commits, and it is done again
     */
    record Move(Step step, boolean crashes) {
        @Override
        public String toString() {
            return step + (crashes ? ", after a crash" : "");
        }
    }

    Story {
        moves = List.copyOf(moves);
    }

    /** The same without one of its steps. */
    Story without(int index) {
        var fewer = new ArrayList<>(moves);
        fewer.remove(index);
        return new Story(seed, item, fewer);
    }
}
