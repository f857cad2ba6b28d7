package dev.bonafide.identity.right;

import dev.bonafide.identity.account.Level;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of what levels and scores entitle to. Published versions never change.
 *
 * @param levels the grants of every level
 * @param lowScore what a low score takes away; every step whose line the score is below applies
 */
public record RightsPolicy(String version, Map<Level, Grant> levels, List<LowScore> lowScore) {

    /** What a level grants. */
    public record Grant(Money maxOrder, int publishPerDay, int payoutDelayDays) {}

    /**
     * What is taken below a score.
     *
     * @param below the line; a score on it is not below it
     * @param maxOrderDivisor what the highest order is divided by
     * @param payoutDelayDaysAdded days that payout waits longer
     * @param publishPerDayMax the most listings in a day, if they are limited further
     */
    public record LowScore(
            int below,
            int maxOrderDivisor,
            int payoutDelayDaysAdded,
            @Nullable Integer publishPerDayMax) {}

    /** Refuses a policy that leaves a level out or would divide by nothing. */
    public RightsPolicy {
        levels = Map.copyOf(levels);
        lowScore = List.copyOf(lowScore);
        for (Level level : Level.values()) {
            if (!levels.containsKey(level)) {
                throw new IllegalArgumentException("Policy " + version + " says nothing about " + level);
            }
        }
        if (lowScore.stream().anyMatch(step -> step.maxOrderDivisor() < 1)) {
            throw new IllegalArgumentException("Policy " + version + " divides by nothing");
        }
    }

    /** The rights of somebody of that level and score. */
    public Rights rights(Level level, int score) {
        Grant grant = grant(level);
        long maxOrderMinor = grant.maxOrder().amountMinor();
        int publishPerDay = grant.publishPerDay();
        int payoutDelayDays = grant.payoutDelayDays();
        for (LowScore step : lowScore) {
            if (score < step.below()) {
                maxOrderMinor /= step.maxOrderDivisor();
                payoutDelayDays += step.payoutDelayDaysAdded();
                Integer publishMax = step.publishPerDayMax();
                publishPerDay = publishMax == null ? publishPerDay : Math.min(publishPerDay, publishMax);
            }
        }
        return new Rights(
                version, new Money(maxOrderMinor, grant.maxOrder().currency()), publishPerDay, payoutDelayDays);
    }

    private Grant grant(Level level) {
        Grant grant = levels.get(level);
        if (grant == null) {
            throw new IllegalStateException("Policy " + version + " says nothing about " + level);
        }
        return grant;
    }
}
