package dev.bonafide.benchmark;

import java.util.Arrays;

/** Percentiles of measured durations, nearest rank. */
public final class Percentiles {
    private final long[] sorted;

    public Percentiles(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The given percentile in milliseconds. */
    public double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }

    public int count() {
        return sorted.length;
    }
}
