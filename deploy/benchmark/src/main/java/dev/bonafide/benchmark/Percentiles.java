package dev.bonafide.benchmark;

import java.util.Arrays;

/** Percentiles of measured durations, nearest rank. */
final class Percentiles {
    private final long[] sorted;

    Percentiles(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The given percentile in milliseconds. */
    double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }

    int count() {
        return sorted.length;
    }
}
