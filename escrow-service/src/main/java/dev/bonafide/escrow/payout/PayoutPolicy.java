package dev.bonafide.escrow.payout;

import java.time.Duration;
import java.time.Instant;

/**
 * How money leaves.
 *
 * @param version names this set of values
 * @param holdAfterChange how long a new account waits before money goes there
 * @param automaticEvery how often everything available is paid out by itself
 * @param minimumMinor the least that is paid out, in minor units
 * @param inquireAfter how long a provider may be silent before it is asked what came of a payout
 * @param alarmAfter how long before a person is told
 */
public record PayoutPolicy(
        String version,
        Duration holdAfterChange,
        Duration automaticEvery,
        long minimumMinor,
        Duration inquireAfter,
        Duration alarmAfter) {
    private static final Duration INQUIRY_PAUSE_MAX = Duration.ofDays(1);

    /** Refuses a negative wait and an amount of nothing. */
    public PayoutPolicy {
        if (holdAfterChange.isNegative() || !automaticEvery.isPositive() || !inquireAfter.isPositive()) {
            throw new IllegalArgumentException("A wait that never ends or has ended before it began: " + holdAfterChange
                    + ", " + automaticEvery + ", " + inquireAfter);
        }
        if (minimumMinor < 1) {
            throw new IllegalArgumentException("minimumMinor: " + minimumMinor + " (expected: 1 or more)");
        }
    }

    /** When everything available is paid out to an account by itself for the first time. */
    public Instant firstAutomatic(PayoutAccount account) {
        var afterOnePeriod = account.changedAt().plus(automaticEvery);
        return afterOnePeriod.isBefore(account.usableFrom()) ? account.usableFrom() : afterOnePeriod;
    }

    /** When to ask again: the pauses grow with the age of the payout, up to a day. */
    public Instant nextInquiry(Instant askedAt, Instant now) {
        var age = Duration.between(askedAt, now);
        var pause = age.compareTo(inquireAfter) < 0 ? inquireAfter : age;
        return now.plus(pause.compareTo(INQUIRY_PAUSE_MAX) > 0 ? INQUIRY_PAUSE_MAX : pause);
    }

    /** Whether by now a person has to know that the outcome is unknown. */
    public boolean isAlarming(Instant askedAt, Instant now) {
        return !now.isBefore(askedAt.plus(alarmAfter));
    }
}
