package dev.bonafide.escrow.order;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dispute about money that is the seller's by now: a ruling makes up for it by new entries.
 *
 * @param ruling by which it was decided; null while it is open
 */
public record Claim(Standstill standstill, @Nullable UUID ruling) {

    Claim decide(UUID by) {
        return new Claim(standstill, by);
    }
}
