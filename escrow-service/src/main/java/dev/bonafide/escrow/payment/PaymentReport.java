package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a provider tells us, in our own words whatever it calls things. */
public sealed interface PaymentReport {

    /** The provider's id of the message, the same when it is sent again. */
    String messageId();

    /** The id under which we asked: of the payment, refund or payout. */
    UUID subject();

    /** What the provider calls it. */
    String reference();

    /** The buyer has to do something at the provider first, such as 3-D Secure or scanning a code. */
    record ActionRequired(
            String messageId,
            UUID subject,
            String reference,
            @Nullable String actionUrl) implements PaymentReport {}

    /** The amount is reserved at the payer and not moved; it lapses unless it is captured before. */
    record PaymentAuthorised(String messageId, UUID subject, String reference, Money amount, Instant expiresAt)
            implements PaymentReport {}

    /** The buyer's money is with the provider. */
    record PaymentSucceeded(String messageId, UUID subject, String reference, Money amount) implements PaymentReport {}

    /** The buyer's money is not coming. */
    record PaymentDeclined(String messageId, UUID subject, String reference, String code) implements PaymentReport {}

    /** What was reserved is the payer's again: voided by us, or lapsed. */
    record AuthorisationEnded(String messageId, UUID subject, String reference, boolean lapsed)
            implements PaymentReport {}

    /** The provider is at it; nothing is decided. */
    record PaymentProcessing(String messageId, UUID subject, String reference) implements PaymentReport {}

    /** The buyer has the money back. */
    record RefundSucceeded(String messageId, UUID subject, String reference, Money amount) implements PaymentReport {}

    /** The buyer cannot be given the money back this way. */
    record RefundFailed(String messageId, UUID subject, String reference, String code) implements PaymentReport {}

    /** The seller has the money. */
    record PayoutSucceeded(String messageId, UUID subject, String reference, Money amount) implements PaymentReport {}

    /** The seller cannot be paid this way; the money is with the provider again. */
    record PayoutFailed(String messageId, UUID subject, String reference, String code) implements PaymentReport {}

    /**
     * The buyer's bank has pulled a payment back, wholly or in part.
     *
     * @param subject the payment
     * @param reference what the provider calls the chargeback
     * @param dueBy until when evidence is taken
     */
    record ChargebackOpened(
            String messageId, UUID subject, String reference, Money amount, String reason, Instant dueBy)
            implements PaymentReport {}

    /**
     * The bank has decided.
     *
     * @param subject the payment
     * @param reference what the provider calls the chargeback
     * @param won whether the money is ours again
     */
    record ChargebackClosed(String messageId, UUID subject, String reference, boolean won) implements PaymentReport {}
}
