package dev.bonafide.dispute.dispute;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one side asserts about an order. It never changes.
 *
 * @param text in the opener's own words; stays in this service
 * @param openedAt when we received it; the right counts from here
 */
public record Claim(
        UUID disputeId,
        UUID orderId,
        UUID buyerId,
        UUID sellerId,
        Party openedBy,
        Reason reason,
        String text,
        Instant openedAt) {

    /** The side that account is on, or null for anybody else. */
    public @Nullable Party partyOf(UUID account) {
        if (account.equals(buyerId)) {
            return Party.BUYER;
        }
        return account.equals(sellerId) ? Party.SELLER : null;
    }

    /** Without the words of the opener, so that no log repeats them. */
    @Override
    public String toString() {
        return "Claim(" + disputeId + ", order " + orderId + ", " + reason + ")";
    }
}
