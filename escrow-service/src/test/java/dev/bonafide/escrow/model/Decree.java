package dev.bonafide.escrow.model;

import org.jspecify.annotations.Nullable;

/** The money of one ruling: what each side is to have of it before fees, and how far that is. */
final class Decree {
    /** How far it is. */
    enum State {
        REFUSED,
        /** It waits for the step that moves it, and nobody else has it. */
        FIXED,
        SETTLED
    }

    /** What is wished of a sum: three amounts, or, where one side has it alone, all of it on the terms of the order. */
    record Legs(long buyer, long seller, long platform) {
        /** So many hundredths of it each, and the rest for the platform. */
        static Legs of(Share share, int buyerPercent, int sellerPercent) {
            var buyer = share.total() * buyerPercent / 100;
            var seller = share.total() * sellerPercent / 100;
            // More than there is leaves nothing to the platform, and does not add up.
            return new Legs(buyer, seller, Math.max(0, share.total() - buyer - seller));
        }

        static Legs forBuyer(Share share) {
            return new Legs(share.total(), 0, 0);
        }

        static Legs forSeller(Share share) {
            return new Legs(0, share.price(), share.total() - share.price());
        }

        boolean isAllOf(Share share) {
            return buyer + seller + platform == share.total();
        }

        boolean isDivided() {
            return buyer > 0 && seller + platform > 0;
        }

        /** What comes of them: whoever has all of it has it on the terms of the order. */
        Legs onTheTerms(Share share) {
            return isDivided() ? this : buyer > 0 ? forBuyer(share) : forSeller(share);
        }
    }

    /** What the sides have had of it: the buyer, and the seller less fees. */
    record Had(long buyer, long seller) {
        static Had of(Share share, Legs legs) {
            return new Had(legs.buyer(), legs.seller() - share.feeOf(legs.seller()));
        }

        Had plus(long toBuyer, long toSeller) {
            return new Had(buyer + toBuyer, seller + toSeller);
        }
    }

    final int dispute;
    /** The milestone whose money it is; -1 for that of the order as a whole. */
    final int matter;

    final int version;
    final Legs legs;
    /** What of that which is held is as good as the buyer's until it has moved. */
    final long bound;

    State state;
    /** Once it has moved. */
    @Nullable
    Had had;

    Decree(int dispute, int matter, int version, Legs legs, long bound, State state) {
        this.dispute = dispute;
        this.matter = matter;
        this.version = version;
        this.legs = legs;
        this.bound = bound;
        this.state = state;
    }

    boolean is(State at) {
        return state == at;
    }

    /** What is said of it. */
    String event() {
        return switch (state) {
            case REFUSED -> "RulingMoneyRefused";
            case FIXED -> "RulingMoneyFixed";
            case SETTLED -> "RulingSettled";
        };
    }
}
