package dev.bonafide.escrow.payment;

import dev.bonafide.kit.money.Money;
import java.util.UUID;

/** What a provider tells us, in our own words whatever it calls things. */
public sealed interface PaymentReport {

    /** The provider's id of the message, the same when it is sent again. */
    String messageId();

    /** The id under which we asked. */
    UUID subject();

    /** What the provider calls it. */
    String reference();

    /** The buyer's money is with the provider. */
    record PaymentSucceeded(String messageId, UUID subject, String reference, Money amount) implements PaymentReport {}

    /** The buyer's money is not coming. */
    record PaymentDeclined(String messageId, UUID subject, String reference, String code) implements PaymentReport {}

    /** The provider is at it; nothing is decided. */
    record PaymentProcessing(String messageId, UUID subject, String reference) implements PaymentReport {}

    /** The buyer has the money back. */
    record RefundSucceeded(String messageId, UUID subject, String reference, Money amount) implements PaymentReport {}

    /** The buyer cannot be given the money back this way. */
    record RefundFailed(String messageId, UUID subject, String reference, String code) implements PaymentReport {}
}
