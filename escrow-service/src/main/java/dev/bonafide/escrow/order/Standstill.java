package dev.bonafide.escrow.order;

import java.time.Instant;
import java.util.UUID;

/**
 * What keeps the money of an order from moving.
 *
 * @param cause the dispute, or whatever else has frozen it; the first of them to be heard if there are several
 * @param since when its clock stopped: the dispute was opened then, whenever we heard of it
 * @param extended whether two people have let it last longer than it would have, which they may once
 */
public record Standstill(UUID cause, Instant since, boolean extended) {

    /** One that has just begun. */
    static Standstill of(UUID cause, Instant since) {
        return new Standstill(cause, since, false);
    }

    /** Somebody else has the say; the clock has stood still since the first. */
    Standstill handOver(UUID other) {
        return new Standstill(other, since, extended);
    }

    /** It may last longer. */
    Standstill extend() {
        return new Standstill(cause, since, true);
    }
}
