package dev.bonafide.dispute.dispute;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone wants to dispute an order.
 *
 * @param disputeId what the dispute will be called
 * @param by the account that asks
 * @param running the dispute that is open about that order already, or null
 */
public record OpenDispute(
        UUID disputeId,
        UUID by,
        Reason reason,
        String text,
        @Nullable UUID running) {}
