package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of the sandbox provider's webhooks. Read from outside, so anything may be missing.
 *
 * @param type what happened, such as {@code payment.succeeded}
 * @param subject the id under which the provider was asked
 * @param reference what the provider calls it
 * @param code why: of a decline, a failed refund, a chargeback
 * @param until when a reservation lapses, or until when evidence is taken
 * @param actionUrl where the buyer has to go
 * @param flag whether a reservation lapsed by itself, or a chargeback was won
 */
record SandboxMessage(
        @Nullable String type,
        @Nullable UUID subject,
        @Nullable String reference,
        @Nullable Money amount,
        @Nullable String code,
        @Nullable Instant until,
        @Nullable String actionUrl,
        @Nullable Boolean flag) {
    static final String SUCCEEDED = "payment.succeeded";
    static final String DECLINED = "payment.declined";
    static final String PROCESSING = "payment.processing";
    static final String ACTION_REQUIRED = "payment.action_required";
    static final String AUTHORISED = "payment.authorised";
    static final String ENDED = "payment.ended";
    static final String REFUNDED = "refund.succeeded";
    static final String REFUND_FAILED = "refund.failed";
    static final String PULLED_BACK = "chargeback.opened";
    static final String CHARGEBACK_CLOSED = "chargeback.closed";

    static SandboxMessage of(String type, UUID subject, String reference) {
        return new SandboxMessage(type, subject, reference, null, null, null, null, null);
    }

    SandboxMessage with(Money some) {
        return new SandboxMessage(type, subject, reference, some, code, until, actionUrl, flag);
    }

    SandboxMessage because(String why) {
        return new SandboxMessage(type, subject, reference, amount, why, until, actionUrl, flag);
    }

    SandboxMessage until(Instant when) {
        return new SandboxMessage(type, subject, reference, amount, code, when, actionUrl, flag);
    }

    SandboxMessage at(String url) {
        return new SandboxMessage(type, subject, reference, amount, code, until, url, flag);
    }

    SandboxMessage flagged(boolean on) {
        return new SandboxMessage(type, subject, reference, amount, code, until, actionUrl, on);
    }
}
