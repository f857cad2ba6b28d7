package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.PaymentReport.ActionRequired;
import dev.bonafide.escrow.payment.PaymentReport.AuthorisationEnded;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackClosed;
import dev.bonafide.escrow.payment.PaymentReport.ChargebackOpened;
import dev.bonafide.escrow.payment.PaymentReport.PaymentAuthorised;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentProcessing;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.escrow.payment.PaymentReport.RefundFailed;
import dev.bonafide.escrow.payment.PaymentReport.RefundSucceeded;
import org.jspecify.annotations.Nullable;

/** From the sandbox provider's words to our own. */
final class SandboxReading {
    private SandboxReading() {}

    /** A message that nobody can act on, and why. */
    static final class Unclear extends RuntimeException {
        Unclear(String why) {
            super(why, null, false, false);
        }
    }

    /** What the message says; {@link Unclear} if something is missing or the type is not known. */
    static PaymentReport read(String id, SandboxMessage message) {
        var type = required(message.type(), "type");
        var subject = required(message.subject(), "subject");
        var reference = required(message.reference(), "reference");
        var code = message.code() == null ? "UNSPECIFIED" : message.code();
        return switch (type) {
            case SandboxMessage.SUCCEEDED ->
                new PaymentSucceeded(id, subject, reference, required(message.amount(), "amount"));
            case SandboxMessage.DECLINED -> new PaymentDeclined(id, subject, reference, code);
            case SandboxMessage.PROCESSING -> new PaymentProcessing(id, subject, reference);
            case SandboxMessage.ACTION_REQUIRED -> new ActionRequired(id, subject, reference, message.actionUrl());
            case SandboxMessage.AUTHORISED ->
                new PaymentAuthorised(
                        id,
                        subject,
                        reference,
                        required(message.amount(), "amount"),
                        required(message.until(), "until"));
            case SandboxMessage.ENDED ->
                new AuthorisationEnded(id, subject, reference, required(message.flag(), "flag"));
            case SandboxMessage.REFUNDED ->
                new RefundSucceeded(id, subject, reference, required(message.amount(), "amount"));
            case SandboxMessage.REFUND_FAILED -> new RefundFailed(id, subject, reference, code);
            case SandboxMessage.PULLED_BACK ->
                new ChargebackOpened(
                        id,
                        subject,
                        reference,
                        required(message.amount(), "amount"),
                        code,
                        required(message.until(), "until"));
            case SandboxMessage.CHARGEBACK_CLOSED ->
                new ChargebackClosed(id, subject, reference, required(message.flag(), "flag"));
            default -> throw new Unclear("Of type " + type);
        };
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new Unclear(name + " is missing");
        }
        return value;
    }
}
