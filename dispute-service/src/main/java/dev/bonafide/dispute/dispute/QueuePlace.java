package dev.bonafide.dispute.dispute;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The place of a case in the arbiters' queue. It is kept when an arbiter gives the case back, so that nobody waits longer
 * because somebody else gave up.
 *
 * @param frozenAt when the money was frozen and the waiting began
 * @param dueAt when an arbiter should have it at the latest
 * @param overdueSince when it was noticed that nobody had it in time; null while all is well
 */
public record QueuePlace(
        Instant frozenAt, Instant dueAt, @Nullable Instant overdueSince) {

    QueuePlace overdue(Instant now) {
        return new QueuePlace(frozenAt, dueAt, now);
    }
}
