package dev.bonafide.escrow.instalment;

import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may pay in parts, in how many, and what happens when a part is not paid.
 *
 * @param version pinned to every plan made under it
 * @param debtMax what a buyer may owe by all plans together, this one included
 * @param partsOffered the numbers of parts to choose from
 * @param totalMin the lowest total of an order that may be paid in parts
 * @param totalMax the highest one
 * @param zone in which the days of a month are counted
 * @param chargeAt the time of the day at which a part is asked for
 * @param remindBefore how long before that the buyer is reminded
 * @param retryAfter how long after each try that failed the next one follows; after the last the part is overdue
 * @param writeOffAfter how long after that the part is given up as lost
 */
public record InstalmentPolicy(
        String version,
        TrustLevel levelMin,
        int scoreMin,
        Money debtMax,
        SortedSet<Integer> partsOffered,
        Money totalMin,
        Money totalMax,
        ZoneId zone,
        LocalTime chargeAt,
        Duration remindBefore,
        List<Duration> retryAfter,
        Duration writeOffAfter) {

    private static final int PARTS_MAX = 60;

    /** Refuses what could not make a plan: one part only, a total smaller than its parts, a wait of nothing. */
    public InstalmentPolicy {
        partsOffered = Collections.unmodifiableSortedSet(new TreeSet<>(partsOffered));
        retryAfter = List.copyOf(retryAfter);
        if (partsOffered.isEmpty() || partsOffered.first() < 2 || partsOffered.last() > PARTS_MAX) {
            throw new IllegalArgumentException(
                    "partsOffered: " + partsOffered + " (expected: from 2 to " + PARTS_MAX + ")");
        }
        if (totalMin.amountMinor() < partsOffered.last() || totalMin.isMoreThan(totalMax)) {
            throw new IllegalArgumentException(
                    "totalMin: " + totalMin + " (expected: a unit for each part, at most " + totalMax + ")");
        }
        if (!debtMax.currency().equals(totalMin.currency())) {
            throw new IllegalArgumentException("debtMax: " + debtMax + " (expected: in " + totalMin.currency() + ")");
        }
        requirePositive("writeOffAfter", writeOffAfter);
        retryAfter.forEach(wait -> requirePositive("retryAfter", wait));
        if (remindBefore.isNegative()) {
            throw new IllegalArgumentException("remindBefore: " + remindBefore + " (expected: >= 0)");
        }
    }

    /** What of it is pinned to a plan. */
    public Conditions conditions() {
        return new Conditions(version, remindBefore, retryAfter, writeOffAfter);
    }

    /** What both sides of a plan go by, whatever the policy becomes. */
    public record Conditions(
            String policyVersion, Duration remindBefore, List<Duration> retryAfter, Duration writeOffAfter) {}

    private static void requirePositive(String name, Duration wait) {
        if (!wait.isPositive()) {
            throw new IllegalArgumentException(name + ": " + wait + " (expected: > 0)");
        }
    }
}
