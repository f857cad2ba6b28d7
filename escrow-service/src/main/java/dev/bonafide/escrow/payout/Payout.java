package dev.bonafide.escrow.payout;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Earnings on their way to a seller's bank, or there.
 *
 * @param token where it goes, pinned when it began
 * @param reference what the provider calls it, once it has heard of it
 * @param failCode why the seller could not be paid
 */
public record Payout(
        UUID id,
        UUID sellerId,
        Money amount,
        String provider,
        String token,
        String last4,
        long accountVersion,
        BegunBy begunBy,
        Status status,
        @Nullable String reference,
        @Nullable String failCode,
        Instant askedAt,
        @Nullable Instant endedAt) {

    /** What began it. */
    public enum BegunBy {
        SELLER,
        SCHEDULE
    }

    /** How far it is. */
    public enum Status {
        /** Booked and on its way; the provider has not said what came of it. */
        ASKED,
        /** The seller has the money. */
        SETTLED,
        /** The seller could not be paid; the earnings are available again. */
        FAILED
    }
}
