package dev.bonafide.escrow.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The compensation pool as one story has it: what others put into it and take from it meanwhile is part of the story. Before they do,
 * there is plenty.
 *
 * @param in what is in it once the seller of the story has repaid everything
 * @param day on which others have come near the limit of a day; null if they never have
 * @param ofTheDay what it may still pay on that day
 * @param isStopped whether two people have stopped it
 */
record Coffer(long in, @Nullable LocalDate day, long ofTheDay, boolean isStopped) {
    /** The most for one case, and what one seller may owe it. */
    static final long PER_CASE = 500_000;

    static final long PER_SELLER = 500_000;

    /** With less in it, it pays nobody: a hundredth of what should be in it. */
    static final long LEAST = 100_000;

    static final long PLENTY = 1_000_000_000_000L;
    static final Coffer FULL = new Coffer(PLENTY, null, 0, false);

    private static final ZoneId THERE = ZoneId.of("Asia/Shanghai");

    static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, THERE);
    }

    boolean isFull() {
        return equals(FULL);
    }

    /** What is in it while the seller owes it so much. */
    long balance(long owed) {
        return in - owed;
    }

    boolean isLow(long owed) {
        return balance(owed) < LEAST;
    }

    /** What it may still pay on the day of that moment. */
    long leftOfTheDay(Instant now) {
        return dayOf(now).equals(day) ? ofTheDay : PLENTY;
    }

    /** What the seller owes for it is not in it until it is repaid. */
    Coffer paid(long amount, Instant now) {
        return dayOf(now).equals(day) ? new Coffer(in, day, ofTheDay - amount, isStopped) : this;
    }

    Coffer filled(long amount) {
        return new Coffer(in + amount, day, ofTheDay, isStopped);
    }

    /** Others have left so much in it. */
    Coffer drained(long left, long owed) {
        return new Coffer(left + owed, day, ofTheDay, isStopped);
    }

    /** Others have left so much of what it may pay on the day of that moment. */
    Coffer drainedForTheDay(long left, Instant now) {
        return new Coffer(in, dayOf(now), left, isStopped);
    }

    Coffer stopped(boolean stops) {
        return new Coffer(in, day, ofTheDay, stops);
    }
}
