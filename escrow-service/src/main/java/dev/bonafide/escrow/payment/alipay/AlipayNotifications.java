package dev.bonafide.escrow.payment.alipay;

import static dev.bonafide.escrow.payment.alipay.AlipayAnswers.required;

import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Freeze;
import dev.bonafide.escrow.payment.alipay.AlipayAnswers.Trade;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.escrow.payment.remote.Yuan;
import dev.bonafide.kit.webhook.WebhookSignature;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks and reads what Alipay notifies: a form whose fields are signed together. */
final class AlipayNotifications {
    private final String appId;
    private final AlipaySignatures signatures;
    private final AlipayReports reports;

    AlipayNotifications(String appId, AlipaySignatures signatures, AlipayReports reports) {
        this.appId = appId;
        this.signatures = signatures;
        this.reports = reports;
    }

    WebhookReading read(Webhook webhook, Instant now) {
        Map<String, String> fields;
        try {
            fields = fields(webhook.body());
        } catch (IllegalArgumentException badlyEncoded) {
            return new WebhookReading.Rejected(Cause.BAD_SIGNATURE);
        }
        if (!fields.containsKey("sign") || !fields.containsKey("notify_time")) {
            return new WebhookReading.Rejected(Cause.HEADER_MISSING);
        }
        if (!signatures.isSigned(fields)) {
            return new WebhookReading.Rejected(Cause.BAD_SIGNATURE);
        }
        try {
            var sentAt = AlipayReports.time(required(fields.get("notify_time")));
            return Duration.between(sentAt, now).abs().compareTo(WebhookSignature.TOLERANCE) > 0
                    ? new WebhookReading.Rejected(Cause.STALE)
                    : understand(messageId(webhook.body(), fields), fields);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException unreadable) {
            return new WebhookReading.NotUnderstood(
                    messageId(webhook.body(), fields), "A field is missing or is not what we know");
        }
    }

    private WebhookReading understand(String messageId, Map<String, String> fields) {
        if (!appId.equals(fields.get("app_id"))) {
            return new WebhookReading.NotUnderstood(messageId, "For another application");
        }
        return switch (fields.get("notify_type")) {
            case "trade_status_sync" -> ofTrade(messageId, fields);
            case "fund_auth_freeze" -> ofFreeze(messageId, fields);
            case "fund_auth_unfreeze" -> ofUnfreeze(messageId, fields);
            case null, default -> new WebhookReading.NotUnderstood(messageId, "Of type " + fields.get("notify_type"));
        };
    }

    /** Also told when money goes back: that the trade was paid stays true, and a refund's own answer told the refund. */
    private static WebhookReading ofTrade(String messageId, Map<String, String> fields) {
        var trade = new Trade(
                fields.get("trade_no"),
                fields.get("trade_status"),
                fields.get("total_amount"),
                fields.get("gmt_payment"),
                null);
        return ofPayment(
                messageId, fields.get("out_trade_no"), trade.tradeNo(), id -> AlipayReports.of(messageId, id, trade));
    }

    private WebhookReading ofFreeze(String messageId, Map<String, String> fields) {
        var succeeded = "SUCCESS".equals(fields.get("status"));
        var freeze = new Freeze(
                fields.get("auth_no"),
                fields.get("status"),
                succeeded ? "AUTHORIZED" : "CLOSED".equals(fields.get("status")) ? "CLOSED" : "INIT",
                fields.get("amount"),
                fields.get("amount"),
                null,
                succeeded ? fields.get("gmt_trans") : null);
        return ofPayment(
                messageId, fields.get("out_order_no"), freeze.authNo(), id -> reports.of(messageId, id, freeze, false));
    }

    /** Ends a freeze only if nothing of it was paid and nothing is left; else a trade tells, or more is to come. */
    private static WebhookReading ofUnfreeze(String messageId, Map<String, String> fields) {
        var number = required(fields.get("auth_no"));
        var isOver = "SUCCESS".equals(fields.get("status"))
                && isNothing(fields.get("rest_amount"))
                && isNothing(fields.get("total_pay_amount"));
        return ofPayment(
                messageId,
                fields.get("out_order_no"),
                number,
                id -> isOver
                        ? new PaymentReport.AuthorisationEnded(
                                messageId,
                                id,
                                number,
                                !AlipayHolds.releaseNumber(id).equals(fields.get("out_request_no")))
                        : null);
    }

    /** What a notification says of the payment of that id; null while it is open. */
    @FunctionalInterface
    private interface Telling {
        @Nullable
        PaymentReport tell(UUID id);
    }

    private static WebhookReading ofPayment(
            String messageId, @Nullable String number, @Nullable String reference, Telling telling) {
        var id = TradeNumber.read(number);
        if (id.isEmpty()) {
            return new WebhookReading.NotUnderstood(messageId, "Its number is none of ours");
        }
        var report = telling.tell(id.get());
        return new WebhookReading.Understood(
                report == null
                        ? new PaymentReport.PaymentProcessing(
                                messageId, id.get(), reference == null ? TradeNumber.of(id.get()) : reference)
                        : report);
    }

    private static boolean isNothing(@Nullable String amount) {
        return amount == null || Yuan.read(amount).isZero();
    }

    private static String messageId(byte[] body, Map<String, String> fields) {
        return AnswerIds.of(body, fields.getOrDefault("notify_id", ""));
    }

    private static Map<String, String> fields(byte[] body) {
        var fields = new HashMap<String, String>();
        for (var field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            var equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
