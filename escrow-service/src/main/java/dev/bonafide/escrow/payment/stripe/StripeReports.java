package dev.bonafide.escrow.payment.stripe;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.MetadataStore;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.model.Transfer;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.remote.Codes;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Stripe's objects say in our words; null while nothing is decided. One table for answers and for webhooks. */
final class StripeReports {
    /** The metadata under which Stripe keeps our id. */
    static final String OUR_ID = "bonafide_id";

    private static final Set<String> LAPSED = Set.of("automatic", "expired");
    private static final String LATER = "manual";
    private static final String ALL_TAKEN_BACK = "REVERSED";

    private final Duration holdFor;

    /**
     * @param holdFor how long an amount stays reserved where a charge does not say
     */
    StripeReports(Duration holdFor) {
        this.holdFor = holdFor;
    }

    /** The id under which we asked for it, if we did. */
    static Optional<UUID> ourId(MetadataStore<?> thing) {
        var metadata = thing.getMetadata();
        var id = metadata == null ? null : metadata.get(OUR_ID);
        try {
            return id == null ? Optional.empty() : Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    @Nullable
    PaymentReport of(String messageId, UUID id, PaymentIntent intent) {
        var error = intent.getLastPaymentError();
        return switch (intent.getStatus()) {
            case "succeeded" ->
                new PaymentReport.PaymentSucceeded(
                        messageId, id, intent.getId(), money(intent.getAmountReceived(), intent.getCurrency()));
            case "requires_capture" ->
                new PaymentReport.PaymentAuthorised(
                        messageId,
                        id,
                        intent.getId(),
                        money(intent.getAmountCapturable(), intent.getCurrency()),
                        lapsesAt(intent.getLatestChargeObject(), intent.getCreated()));
            case "canceled" -> ended(messageId, id, intent);
            case "requires_payment_method" ->
                error == null ? null : new PaymentReport.PaymentDeclined(messageId, id, intent.getId(), code(error));
            default -> null;
        };
    }

    /** A card's amount has been reserved; null for a charge that took it at once, which its intent tells. */
    @Nullable
    PaymentReport of(String messageId, UUID id, Charge charge) {
        return Boolean.TRUE.equals(charge.getCaptured())
                ? null
                : new PaymentReport.PaymentAuthorised(
                        messageId,
                        id,
                        charge.getPaymentIntent(),
                        money(charge.getAmount(), charge.getCurrency()),
                        lapsesAt(charge, charge.getCreated()));
    }

    static @Nullable PaymentReport of(String messageId, UUID id, Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" ->
                new PaymentReport.RefundSucceeded(
                        messageId, id, refund.getId(), money(refund.getAmount(), refund.getCurrency()));
            case "failed" ->
                new PaymentReport.RefundFailed(messageId, id, refund.getId(), Codes.ours(refund.getFailureReason()));
            case "canceled" -> new PaymentReport.RefundFailed(messageId, id, refund.getId(), "CANCELED");
            default -> null;
        };
    }

    /** Money is with the seller's connected account as soon as there is a transfer, unless it was taken back. */
    static PaymentReport of(String messageId, UUID id, Transfer transfer) {
        var takenBack = Objects.requireNonNullElse(transfer.getAmountReversed(), 0L);
        return Boolean.TRUE.equals(transfer.getReversed())
                ? new PaymentReport.PayoutFailed(messageId, id, transfer.getId(), ALL_TAKEN_BACK)
                : new PaymentReport.PayoutSucceeded(
                        messageId,
                        id,
                        transfer.getId(),
                        money(transfer.getAmount() - takenBack, transfer.getCurrency()));
    }

    static PaymentReport.ChargebackOpened opened(String messageId, UUID paymentId, Dispute dispute) {
        var details = dispute.getEvidenceDetails();
        var dueBy = details == null ? null : details.getDueBy();
        return new PaymentReport.ChargebackOpened(
                messageId,
                paymentId,
                dispute.getId(),
                money(dispute.getAmount(), dispute.getCurrency()),
                Codes.ours(dispute.getReason()),
                Instant.ofEpochSecond(dueBy == null ? dispute.getCreated() : dueBy));
    }

    private static PaymentReport ended(String messageId, UUID id, PaymentIntent intent) {
        var reason = intent.getCancellationReason();
        return LATER.equals(intent.getCaptureMethod()) && intent.getLatestCharge() != null
                ? new PaymentReport.AuthorisationEnded(
                        messageId, id, intent.getId(), reason != null && LAPSED.contains(reason))
                : new PaymentReport.PaymentDeclined(messageId, id, intent.getId(), "CANCELED");
    }

    /** Why a payment failed: what the card's issuer said, or else what Stripe says. */
    static String code(StripeError error) {
        var issuer = error.getDeclineCode();
        var code = error.getCode();
        return Codes.ours(issuer != null ? issuer : code != null ? code : error.getType());
    }

    private Instant lapsesAt(@Nullable Charge charge, long reservedAt) {
        if (charge == null) {
            return Instant.ofEpochSecond(reservedAt).plus(holdFor);
        }
        var details = charge.getPaymentMethodDetails();
        var card = details == null ? null : details.getCard();
        var captureBefore = card == null ? null : card.getCaptureBefore();
        return captureBefore == null
                ? Instant.ofEpochSecond(charge.getCreated()).plus(holdFor)
                : Instant.ofEpochSecond(captureBefore);
    }

    private static Money money(long amount, String currency) {
        return StripeAmount.read(amount, currency);
    }
}
