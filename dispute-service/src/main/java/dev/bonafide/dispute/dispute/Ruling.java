package dev.bonafide.dispute.dispute;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is to have the money, and why.
 *
 * @param outcome the side that is to have it
 * @param arbiterId who ruled; null after a withdrawal
 * @param reasons as the parties read them
 */
public record Ruling(
        UUID id, By by, Party outcome, @Nullable UUID arbiterId, String reasons, Instant ruledAt) {

    /** How a ruling came about. */
    public enum By {
        ARBITER,
        WITHDRAWAL
    }

    /** Refuses a ruling of an arbiter without the arbiter, and the other way round. */
    public Ruling {
        if ((by == By.ARBITER) != (arbiterId != null)) {
            throw new IllegalArgumentException("An arbiter's ruling names the arbiter, a withdrawal names none: " + by);
        }
    }
}
