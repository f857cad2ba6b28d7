package dev.bonafide.escrow.payment;

import dev.bonafide.escrow.payment.PaymentReport.ActionRequired;
import dev.bonafide.escrow.payment.PaymentReport.AuthorisationEnded;
import dev.bonafide.escrow.payment.PaymentReport.PaymentAuthorised;
import dev.bonafide.escrow.payment.PaymentReport.PaymentDeclined;
import dev.bonafide.escrow.payment.PaymentReport.PaymentSucceeded;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a provider's word means for a payment. Plain: the order decides afterwards whether it can use the money. */
public final class PaymentRules {

    private PaymentRules() {}

    /** What comes of a report. */
    public sealed interface Decision {
        /** The money is there: offer it to the order. */
        record OfferToOrder() implements Decision {}

        /** The amount is reserved: the order decides whether it is taken, kept or given free. */
        record Hold(Instant until) implements Decision {}

        /** A word from before we asked to take it or give it free: the ask has not been understood, so ask again. */
        record AskAgain() implements Decision {}

        /** Nothing is reserved any more. */
        record EndHold() implements Decision {}

        /** The buyer has to do something first. */
        record ShowAction(@Nullable String url) implements Decision {}

        /** The payment has failed; the buyer may try again while the order waits. */
        record Decline(String code) implements Decision {}

        /** Nothing to do: told before, or overtaken by a later word. */
        record AlreadyDone() implements Decision {}

        /** Not what we asked for: the order cannot use it, and a person looks into it. */
        record AmountDiffers(Money asked, Money told) implements Decision {}
    }

    /** The buyer's money is said to be with the provider. Money that came counts, whatever was said before. */
    public static Decision succeeded(Payment payment, PaymentSucceeded report) {
        return switch (payment.status()) {
            case PENDING, AUTHORISED, CAPTURING, DECLINED, RELEASING, RELEASED ->
                payment.amount().equals(report.amount())
                        ? new Decision.OfferToOrder()
                        : new Decision.AmountDiffers(payment.amount(), report.amount());
            case SUCCEEDED, RETURNING, RETURNED, PARKED -> new Decision.AlreadyDone();
        };
    }

    /** The amount is said to be reserved. More than asked for will do: only what is due is taken. */
    public static Decision authorised(Payment payment, PaymentAuthorised report) {
        return switch (payment.status()) {
            // After a decline too: it must not stay reserved unnoticed.
            case PENDING, DECLINED ->
                covers(report.amount(), payment.amount())
                        ? new Decision.Hold(report.expiresAt())
                        : new Decision.AmountDiffers(payment.amount(), report.amount());
            case CAPTURING, RELEASING -> new Decision.AskAgain();
            case AUTHORISED, SUCCEEDED, RELEASED, RETURNING, RETURNED, PARKED -> new Decision.AlreadyDone();
        };
    }

    /** What was reserved is said to be the buyer's again. */
    public static Decision ended(Payment payment, AuthorisationEnded report) {
        return switch (payment.status()) {
            case PENDING, AUTHORISED, CAPTURING, RELEASING -> new Decision.EndHold();
            case SUCCEEDED, DECLINED, RELEASED, RETURNING, RETURNED, PARKED -> new Decision.AlreadyDone();
        };
    }

    /** The payment is said to have failed. A success that came first is not undone by it. */
    public static Decision declined(Payment payment, PaymentDeclined report) {
        return switch (payment.status()) {
            case PENDING, AUTHORISED, CAPTURING -> new Decision.Decline(report.code());
            case RELEASING -> new Decision.EndHold();
            case DECLINED, SUCCEEDED, RELEASED, RETURNING, RETURNED, PARKED -> new Decision.AlreadyDone();
        };
    }

    /** The buyer is said to have something to do first. */
    public static Decision actionRequired(Payment payment, ActionRequired report) {
        return switch (payment.status()) {
            case PENDING -> new Decision.ShowAction(report.actionUrl());
            case AUTHORISED, CAPTURING, SUCCEEDED, DECLINED, RELEASING -> new Decision.AlreadyDone();
            case RELEASED, RETURNING, RETURNED, PARKED -> new Decision.AlreadyDone();
        };
    }

    private static boolean covers(Money reserved, Money due) {
        return reserved.currency().equals(due.currency()) && reserved.compareTo(due) >= 0;
    }
}
