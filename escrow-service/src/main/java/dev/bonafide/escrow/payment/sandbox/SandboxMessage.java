package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.kit.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of the sandbox provider's webhooks. Read from outside, so anything may be missing.
 *
 * @param type what happened, such as {@code payment.succeeded}
 * @param subject the id under which the provider was asked
 * @param reference what the provider calls it
 * @param code why not, for a decline
 */
record SandboxMessage(
        @Nullable String type,
        @Nullable UUID subject,
        @Nullable String reference,
        @Nullable Money amount,
        @Nullable String code) {
    static final String SUCCEEDED = "payment.succeeded";
    static final String DECLINED = "payment.declined";
    static final String PROCESSING = "payment.processing";
    static final String REFUNDED = "refund.succeeded";
    static final String PAID_OUT = "payout.succeeded";
    static final String PAYOUT_FAILED = "payout.failed";
}
