package dev.bonafide.escrow.advance;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pool that compensates buyers at once, in one currency.
 *
 * @param version counts the changes of its limits
 * @param stop since when and by whom it pays nothing; null while it pays
 */
public record AdvancePool(
        Limits limits, long version, @Nullable Stop stop) {

    /**
     * What the pool may do.
     *
     * @param target what should be in it
     * @param perCase the most for one case
     * @param perDay the most in one business day
     * @param sellerBasisPoints how much of the target one seller may owe to it
     * @param stopBasisPoints it stops by itself under this share of the target
     */
    public record Limits(Money target, Money perCase, Money perDay, int sellerBasisPoints, int stopBasisPoints) {

        /** The most that one seller may owe to the pool. */
        public Money perSeller() {
            return target.shareDown(sellerBasisPoints);
        }

        /** Whether so little in it stops it. */
        public boolean areUndercutBy(Money balance) {
            return target.shareUp(stopBasisPoints).isMoreThan(balance);
        }
    }

    /** Why it pays nothing. */
    public record Stop(By by, Instant since) {
        /** Who stopped it. */
        public enum By {
            /** By itself, because little was left; filling it up, be it by what sellers repay, ends that. */
            LOW,
            /** Two people; only two people end that. */
            PEOPLE
        }
    }
}
