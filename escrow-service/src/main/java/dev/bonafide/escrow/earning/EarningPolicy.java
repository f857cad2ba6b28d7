package dev.bonafide.escrow.earning;

import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.util.Map;

/**
 * When a seller has the money of a sale, and how much of it is kept for a time against losses. Pinned to each lot when it
 * is made, so a change of policy concerns later sales only.
 *
 * @param version names this set of values
 * @param levels one for each level
 */
public record EarningPolicy(String version, Map<SellerLevel, Conditions> levels) {
    /** No seller is paid out sooner after a release, however well known: a mistake must be found in time. */
    public static final Duration DELAY_MIN = Duration.ofHours(24);

    /** Refuses a level without conditions. */
    public EarningPolicy {
        levels = Map.copyOf(levels);
        for (var level : SellerLevel.values()) {
            if (!levels.containsKey(level)) {
                throw new IllegalArgumentException("No conditions for sellers of level " + level);
            }
        }
    }

    /**
     * What holds for one sale.
     *
     * @param payoutDelay from the release until the money may be paid out
     * @param reserveBasisPoints the share that is kept; 1,000 is 10 %
     * @param reserveFor from the release until the reserve is given back
     */
    public record Conditions(Duration payoutDelay, int reserveBasisPoints, Duration reserveFor) {

        /** Refuses a delay under the least one, a share above the whole, and a reserve that ends before the delay. */
        public Conditions {
            if (payoutDelay.compareTo(DELAY_MIN) < 0) {
                throw new IllegalArgumentException(
                        "payoutDelay: " + payoutDelay + " (expected: at least " + DELAY_MIN + ")");
            }
            if (reserveBasisPoints < 0 || reserveBasisPoints > Money.WHOLE_BASIS_POINTS) {
                throw new IllegalArgumentException("reserveBasisPoints: " + reserveBasisPoints + " (expected: 0 to "
                        + Money.WHOLE_BASIS_POINTS + ")");
            }
            if (reserveBasisPoints > 0 && reserveFor.compareTo(payoutDelay) < 0) {
                throw new IllegalArgumentException(
                        "reserveFor: " + reserveFor + " (expected: at least " + payoutDelay + ")");
            }
        }

        /** What is kept of a seller's share; a fraction of a unit is kept too. */
        public Money reserveOf(Money share) {
            return share.shareUp(reserveBasisPoints);
        }
    }

    /** The conditions of a seller: those of the level, with the longer of our delay and identity's. */
    public Conditions conditionsFor(Standing standing) {
        var ours = levels.get(standing.level());
        if (ours == null) {
            throw new IllegalStateException("No conditions for sellers of level " + standing.level());
        }
        if (standing.payoutDelay().compareTo(ours.payoutDelay()) <= 0) {
            return ours;
        }
        var reserveFor = ours.reserveFor().compareTo(standing.payoutDelay()) < 0
                ? standing.payoutDelay()
                : ours.reserveFor();
        return new Conditions(standing.payoutDelay(), ours.reserveBasisPoints(), reserveFor);
    }
}
