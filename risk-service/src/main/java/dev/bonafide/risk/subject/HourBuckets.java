package dev.bonafide.risk.subject;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Count and sum by clock hour for the last 24 hours. Windows are sums of whole buckets, so their edge is off by up to an hour. */
final class HourBuckets {
    static final int HOURS = 24;

    private final int[] counts = new int[HOURS];
    private final long[] sums = new long[HOURS];
    private long lastHour = Long.MIN_VALUE / 2;

    /** Adds an amount at its time. False if its bucket is gone already: the fact came too late for any window. */
    boolean add(Instant at, long amount) {
        long hour = hour(at);
        if (hour <= lastHour - HOURS) {
            return false;
        }
        for (long skipped = Math.max(lastHour + 1, hour - HOURS + 1); skipped <= hour; skipped++) {
            counts[slot(skipped)] = 0;
            sums[slot(skipped)] = 0;
        }
        lastHour = Math.max(lastHour, hour);
        counts[slot(hour)]++;
        sums[slot(hour)] = saturated(sums[slot(hour)], amount);
        return true;
    }

    /** How many in the hour of {@code now}, or of the latest fact if that is later, and the 23 before it. */
    long count(Instant now) {
        long count = 0;
        for (long hour = first(now); hour <= lastHour; hour++) {
            count += counts[slot(hour)];
        }
        return count;
    }

    /** Their sum. */
    long sum(Instant now) {
        long sum = 0;
        for (long hour = first(now); hour <= lastHour; hour++) {
            sum = saturated(sum, sums[slot(hour)]);
        }
        return sum;
    }

    private long first(Instant now) {
        return Math.max(hour(now), lastHour) - HOURS + 1;
    }

    private static long saturated(long one, long other) {
        long sum = one + other;
        return sum < one ? Long.MAX_VALUE : sum;
    }

    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofHours(1).toSeconds());
    }

    private static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) HOURS);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(lastHour);
        for (int i = 0; i < HOURS; i++) {
            out.writeInt(counts[i]);
            out.writeLong(sums[i]);
        }
    }

    static HourBuckets read(DataInput in) throws IOException {
        var buckets = new HourBuckets();
        buckets.lastHour = in.readLong();
        for (int i = 0; i < HOURS; i++) {
            buckets.counts[i] = in.readInt();
            buckets.sums[i] = in.readLong();
        }
        return buckets;
    }
}
