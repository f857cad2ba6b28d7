package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider.PaymentAsk.Capture;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment in the books of the sandbox's provider.
 *
 * @param paymentId ours, its idempotency key
 * @param decidedAt from when the state may be told; null while nothing is decided
 * @param moved what has left the buyer's bank
 * @param challenge the secret part of the address of the page where the buyer proves who they are
 */
record SandboxPayment(
        UUID paymentId,
        String reference,
        Money amount,
        Capture capture,
        String script,
        State state,
        @Nullable Instant decidedAt,
        Money moved,
        @Nullable String code,
        @Nullable Instant expiresAt,
        boolean lapsed,
        @Nullable String challenge,
        boolean refundsFail) {

    /** How far it is. */
    enum State {
        /** The ask got lost on its way: to the outside it is as if there were no such payment. */
        UNHEARD,
        OPEN,
        ACTION_REQUIRED,
        AUTHORISED,
        SUCCEEDED,
        DECLINED,
        /** Nothing is reserved any more. */
        ENDED
    }

    /** The message that tells what is decided. */
    SandboxMessage told() {
        return switch (state) {
            case SUCCEEDED -> message(SandboxMessage.SUCCEEDED).with(moved);
            case AUTHORISED -> message(SandboxMessage.AUTHORISED).with(amount).until(Objects.requireNonNull(expiresAt));
            case DECLINED -> message(SandboxMessage.DECLINED).because(code == null ? "CARD_DECLINED" : code);
            case ENDED -> message(SandboxMessage.ENDED).flagged(lapsed);
            case UNHEARD, OPEN, ACTION_REQUIRED -> message(SandboxMessage.PROCESSING);
        };
    }

    SandboxMessage message(String type) {
        return SandboxMessage.of(type, paymentId, reference);
    }

    /** The script it follows. */
    SandboxScript plan() {
        return SandboxScript.of(script, amount.amountMinor());
    }

    SandboxPayment heard() {
        return turned(State.OPEN, null);
    }

    SandboxPayment turned(State to, @Nullable Instant at) {
        return new SandboxPayment(
                paymentId,
                reference,
                amount,
                capture,
                script,
                to,
                at,
                moved,
                code,
                expiresAt,
                lapsed,
                challenge,
                refundsFail);
    }

    SandboxPayment moved(Money some, Instant at) {
        return new SandboxPayment(
                paymentId,
                reference,
                amount,
                capture,
                script,
                State.SUCCEEDED,
                at,
                some,
                code,
                expiresAt,
                lapsed,
                challenge,
                refundsFail);
    }

    SandboxPayment reserved(Money some, Instant until, Instant at) {
        return new SandboxPayment(
                paymentId,
                reference,
                some,
                capture,
                script,
                State.AUTHORISED,
                at,
                moved,
                code,
                until,
                false,
                challenge,
                refundsFail);
    }

    SandboxPayment declined(String why, Instant at) {
        return new SandboxPayment(
                paymentId,
                reference,
                amount,
                capture,
                script,
                State.DECLINED,
                at,
                moved,
                why,
                expiresAt,
                lapsed,
                challenge,
                refundsFail);
    }

    SandboxPayment ended(boolean byItself, Instant at) {
        return new SandboxPayment(
                paymentId,
                reference,
                amount,
                capture,
                script,
                State.ENDED,
                at,
                moved,
                code,
                expiresAt,
                byItself,
                challenge,
                refundsFail);
    }

    SandboxPayment challenged(String secret) {
        return new SandboxPayment(
                paymentId,
                reference,
                amount,
                capture,
                script,
                State.ACTION_REQUIRED,
                null,
                moved,
                code,
                expiresAt,
                lapsed,
                secret,
                refundsFail);
    }
}
