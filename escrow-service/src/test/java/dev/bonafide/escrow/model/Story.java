package dev.bonafide.escrow.model;

import java.util.ArrayList;
import java.util.List;

/** What happens to one order. */
record Story(long seed, Item item, List<Move> moves) {

    /**
     * What is sold.
     *
     * @param price in minor units
     * @param warranty whether the buyer adds one
     * @param inspected whether a report stands behind it
     * @param milestones the prices of its milestones; none if it is delivered at once
     * @param meets whether the two sides meet
     * @param inParts whether the buyer may pay in parts, and would like to
     */
    record Item(
            long price, boolean warranty, boolean inspected, List<Long> milestones, boolean meets, boolean inParts) {
        Item {
            milestones = List.copyOf(milestones);
        }

        /** One that is delivered at once. */
        Item(long price, boolean warranty, boolean inspected) {
            this(price, warranty, inspected, List.of());
        }

        /** One that is sent. */
        Item(long price, boolean warranty, boolean inspected, List<Long> milestones) {
            this(price, warranty, inspected, milestones, false, false);
        }

        boolean isInMilestones() {
            return !milestones.isEmpty();
        }
    }

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
