package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;

/** What a provider's word means for a payment. Plain: the order decides afterwards whether it can use the money. */
public final class PaymentRules {

    private PaymentRules() {}

    /** What comes of a report. */
    public sealed interface Decision {
        /** The money is there: offer it to the order. */
        record OfferToOrder() implements Decision {}

        /** The payment has failed; the buyer may try again while the order waits. */
        record Decline(String code) implements Decision {}

        /** Nothing to do: told before, or overtaken by a later word. */
        record AlreadyDone() implements Decision {}

        /** Not what we asked for. Nothing is booked; a person looks into it. */
        record AmountDiffers(Money asked, Money told) implements Decision {}
    }

    /** The buyer's money is said to be with the provider. Money that came counts, also after a decline. */
    public static Decision succeeded(Payment payment, PaymentReport.PaymentSucceeded report) {
        return switch (payment.status()) {
            case PENDING, DECLINED ->
                payment.amount().equals(report.amount())
                        ? new Decision.OfferToOrder()
                        : new Decision.AmountDiffers(payment.amount(), report.amount());
            case SUCCEEDED, RETURNING, RETURNED, PARKED -> new Decision.AlreadyDone();
        };
    }

    /** The payment is said to have failed. A success that came first is not undone by it. */
    public static Decision declined(Payment payment, PaymentReport.PaymentDeclined report) {
        return switch (payment.status()) {
            case PENDING -> new Decision.Decline(report.code());
            case DECLINED, SUCCEEDED, RETURNING, RETURNED, PARKED -> new Decision.AlreadyDone();
        };
    }
}
