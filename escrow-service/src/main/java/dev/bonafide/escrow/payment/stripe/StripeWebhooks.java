package dev.bonafide.escrow.payment.stripe;

import com.google.gson.JsonObject;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.model.Transfer;
import com.stripe.net.ApiResource;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.kit.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Checks and reads the events that Stripe sends to our endpoint. */
final class StripeWebhooks {
    private static final String INQUIRY = "warning_";

    private final StripeSignature signature;
    private final StripeReports reports;

    StripeWebhooks(List<String> secrets, StripeReports reports) {
        this.signature = new StripeSignature(secrets);
        this.reports = reports;
    }

    WebhookReading read(Webhook webhook, Instant now) {
        return switch (signature.check(webhook.header(StripeSignature.HEADER), webhook.body())) {
            case StripeSignature.Verdict.Malformed _ -> new WebhookReading.Rejected(Cause.HEADER_MISSING);
            case StripeSignature.Verdict.Wrong _ -> new WebhookReading.Rejected(Cause.BAD_SIGNATURE);
            case StripeSignature.Verdict.Right(var sentAt) ->
                Duration.between(sentAt, now).abs().compareTo(WebhookSignature.TOLERANCE) > 0
                        ? new WebhookReading.Rejected(Cause.STALE)
                        : understand(webhook.body());
        };
    }

    private WebhookReading understand(byte[] body) {
        try {
            var event = ApiResource.GSON.fromJson(new String(body, StandardCharsets.UTF_8), JsonObject.class);
            var id = event.get("id").getAsString();
            return understand(
                    id,
                    event.get("type").getAsString(),
                    event.getAsJsonObject("data").getAsJsonObject("object"));
        } catch (RuntimeException unreadable) {
            // Gson has a different complaint for every way in which a document is not the one expected.
            return new WebhookReading.NotUnderstood(AnswerIds.of(body), "The body is not the JSON we know");
        }
    }

    private WebhookReading understand(String id, String type, JsonObject object) {
        return switch (type) {
            case "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled" ->
                ofIntent(id, read(object, PaymentIntent.class), reports::of);
            case "payment_intent.processing", "payment_intent.amount_capturable_updated" ->
                ofIntent(id, read(object, PaymentIntent.class), null);
            case "payment_intent.requires_action" -> actionRequired(id, read(object, PaymentIntent.class));
            case "charge.succeeded" -> ofCharge(id, read(object, Charge.class));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                ofRefund(id, read(object, Refund.class));
            case "transfer.created", "transfer.reversed" -> ofTransfer(id, read(object, Transfer.class));
            case "charge.dispute.created", "charge.dispute.funds_withdrawn" ->
                disputeOpened(id, read(object, Dispute.class));
            case "charge.dispute.closed" -> disputeClosed(id, read(object, Dispute.class));
            default -> new WebhookReading.NotUnderstood(id, "Of type " + type);
        };
    }

    /** Three arguments in, what they say out. */
    @FunctionalInterface
    private interface Telling<T> {
        @Nullable
        PaymentReport tell(String messageId, UUID id, T thing);
    }

    private static WebhookReading ofIntent(
            String messageId, PaymentIntent intent, @Nullable Telling<PaymentIntent> telling) {
        var id = StripeReports.ourId(intent);
        if (id.isEmpty()) {
            return notOurs(messageId, intent.getId());
        }
        var report = telling == null ? null : telling.tell(messageId, id.get(), intent);
        return understood(
                report == null ? new PaymentReport.PaymentProcessing(messageId, id.get(), intent.getId()) : report);
    }

    private static WebhookReading actionRequired(String messageId, PaymentIntent intent) {
        return ofIntent(
                messageId,
                intent,
                (message, id, thing) ->
                        new PaymentReport.ActionRequired(message, id, thing.getId(), StripeProvider.redirect(thing)));
    }

    private WebhookReading ofCharge(String messageId, Charge charge) {
        return StripeReports.ourId(charge)
                .map(id -> {
                    var report = reports.of(messageId, id, charge);
                    return understood(
                            report == null
                                    ? new PaymentReport.PaymentProcessing(messageId, id, charge.getPaymentIntent())
                                    : report);
                })
                .orElseGet(() -> notOurs(messageId, charge.getId()));
    }

    private static WebhookReading ofRefund(String messageId, Refund refund) {
        var id = StripeReports.ourId(refund);
        if (id.isEmpty()) {
            return notOurs(messageId, refund.getId());
        }
        var report = StripeReports.of(messageId, id.get(), refund);
        return report == null
                ? ofPayment(
                        messageId,
                        refund.getPaymentIntent(),
                        (message, payment) ->
                                new PaymentReport.PaymentProcessing(message, payment, refund.getPaymentIntent()))
                : understood(report);
    }

    private static WebhookReading ofTransfer(String messageId, Transfer transfer) {
        return StripeReports.ourId(transfer)
                .map(id -> understood(StripeReports.of(messageId, id, transfer)))
                .orElseGet(() -> notOurs(messageId, transfer.getId()));
    }

    /**
     * A bank's mere question takes no money and is for a person. A chargeback is told twice, when it is made and when the
     * money goes, so both have the chargeback's own id as that of the message.
     */
    private static WebhookReading disputeOpened(String messageId, Dispute dispute) {
        return dispute.getStatus().startsWith(INQUIRY)
                ? new WebhookReading.NotUnderstood(messageId, "A bank asks about " + dispute.getCharge())
                : ofPayment(
                        "opened:" + dispute.getId(),
                        dispute.getPaymentIntent(),
                        (message, payment) -> StripeReports.opened(message, payment, dispute));
    }

    private static WebhookReading disputeClosed(String messageId, Dispute dispute) {
        return switch (dispute.getStatus()) {
            case "won", "lost" ->
                ofPayment(
                        messageId,
                        dispute.getPaymentIntent(),
                        (message, payment) -> new PaymentReport.ChargebackClosed(
                                message,
                                payment,
                                dispute.getId(),
                                dispute.getStatus().equals("won")));
            default -> new WebhookReading.NotUnderstood(messageId, "A dispute closed as " + dispute.getStatus());
        };
    }

    private static WebhookReading ofPayment(
            String messageId, @Nullable String intent, BiFunction<String, UUID, PaymentReport> report) {
        return intent == null
                ? new WebhookReading.NotUnderstood(messageId, "Of no payment intent")
                : new WebhookReading.OfReference(messageId, intent, payment -> report.apply(messageId, payment));
    }

    private static WebhookReading notOurs(String messageId, String reference) {
        return new WebhookReading.NotUnderstood(messageId, reference + " does not bear our id");
    }

    private static WebhookReading understood(PaymentReport report) {
        return new WebhookReading.Understood(report);
    }

    private static <T extends StripeObject> T read(JsonObject object, Class<T> as) {
        // From text and not from the tree, whose numbers lose their fractions without a word.
        return ApiResource.GSON.fromJson(object.toString(), as);
    }
}
