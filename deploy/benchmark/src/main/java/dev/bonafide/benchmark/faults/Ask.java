package dev.bonafide.benchmark.faults;

import org.jspecify.annotations.Nullable;

/**
 * A request and what came of it.
 *
 * @param began when it was sent, as {@link System#nanoTime} counts
 * @param took until the answer, or until it was clear that none comes
 * @param reply null where the connection broke
 */
record Ask(
        Purchase purchase, long began, long took, @Nullable Reply reply) {
    boolean isDone() {
        return reply != null && reply.isDone();
    }

    boolean isRefusedKindly() {
        return reply != null && reply.isKindRefusal();
    }

    boolean isUnanswered() {
        return reply == null;
    }

    /** Neither done nor put off: what no client can live with. */
    boolean isWrong() {
        return reply != null && !reply.isDone() && !reply.isKindRefusal() && !reply.isInFlight();
    }

    /** Until its end, from its beginning or from that moment, whichever was later. */
    long waitedSince(long moment) {
        return began + took - Math.max(began, moment);
    }

    /** Whether it was under way at some moment between the two. */
    boolean overlaps(long from, long to) {
        return began <= to && began + took >= from;
    }
}
