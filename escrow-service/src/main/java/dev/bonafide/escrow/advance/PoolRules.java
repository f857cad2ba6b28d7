package dev.bonafide.escrow.advance;

import dev.bonafide.escrow.advance.AdvancePool.Stop;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the pool pays, and when it stops by itself. Plain. */
public final class PoolRules {
    private PoolRules() {}

    /**
     * What counts at the moment of the decision, all under the locks of order, seller and pool.
     *
     * @param balance what is in the pool
     * @param paidToday what it has paid on this business day
     * @param owedBySeller what the seller owes to it
     * @param loss what the buyer has paid and not got back
     */
    public record Situation(AdvancePool pool, Money balance, Money paidToday, Money owedBySeller, Money loss) {}

    /** Every reason not to pay; none if it pays. */
    public static List<PoolRefusal> refusals(Money amount, Situation at) {
        var limits = at.pool().limits();
        var refusals = new ArrayList<PoolRefusal>();
        if (amount.isMoreThan(at.loss())) {
            refusals.add(PoolRefusal.ABOVE_LOSS);
        }
        if (amount.isMoreThan(limits.perCase())) {
            refusals.add(PoolRefusal.ABOVE_CASE_LIMIT);
        }
        if (at.paidToday().plus(amount).isMoreThan(limits.perDay())) {
            refusals.add(PoolRefusal.POOL_DAY_LIMIT);
        }
        if (at.owedBySeller().plus(amount).isMoreThan(limits.perSeller())) {
            refusals.add(PoolRefusal.POOL_SELLER_LIMIT);
        }
        if (amount.isMoreThan(at.balance())) {
            refusals.add(PoolRefusal.POOL_SHORT);
        }
        if (at.pool().stop() != null) {
            refusals.add(PoolRefusal.POOL_STOPPED);
        }
        return List.copyOf(refusals);
    }

    /** Whether the pool is stopped, given what is in it now: two people's stop stays, its own follows the balance. */
    public static @Nullable Stop stop(AdvancePool pool, Money balance, Instant now) {
        var present = pool.stop();
        if (present != null && present.by() == Stop.By.PEOPLE) {
            return present;
        }
        if (!pool.limits().areUndercutBy(balance)) {
            return null;
        }
        return present == null ? new Stop(Stop.By.LOW, now) : present;
    }
}
