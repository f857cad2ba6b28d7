package dev.bonafide.escrow.payment.wechat;

import com.wechat.pay.java.core.cipher.AeadCipher;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.notification.Notification;
import com.wechat.pay.java.core.util.GsonUtil;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.escrow.payment.PaymentReport;
import dev.bonafide.escrow.payment.remote.AnswerIds;
import dev.bonafide.escrow.payment.remote.TradeNumber;
import dev.bonafide.kit.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks, decrypts and reads what WeChat Pay notifies. The SDK leaves a notification's age to us. */
final class WechatWebhooks {
    private static final String ALGORITHM = "AEAD_AES_256_GCM";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    private final Verifier verifier;
    private final AeadCipher cipher;

    WechatWebhooks(Verifier verifier, AeadCipher cipher) {
        this.verifier = verifier;
        this.cipher = cipher;
    }

    WebhookReading read(Webhook webhook, Instant now) {
        var timestamp = webhook.header("Wechatpay-Timestamp");
        var nonce = webhook.header("Wechatpay-Nonce");
        var serial = webhook.header("Wechatpay-Serial");
        var signature = webhook.header("Wechatpay-Signature");
        if (timestamp == null
                || !SECONDS.matcher(timestamp).matches()
                || nonce == null
                || serial == null
                || signature == null) {
            return new WebhookReading.Rejected(Cause.HEADER_MISSING);
        }
        var body = new String(webhook.body(), StandardCharsets.UTF_8);
        if (!isSigned(serial, timestamp + "\n" + nonce + "\n" + body + "\n", signature)) {
            return new WebhookReading.Rejected(Cause.BAD_SIGNATURE);
        }
        var sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sentAt, now).abs().compareTo(WebhookSignature.TOLERANCE) > 0
                ? new WebhookReading.Rejected(Cause.STALE)
                : understand(webhook.body(), body);
    }

    private boolean isSigned(String serial, String message, String signature) {
        try {
            return verifier.verify(serial, message, signature);
        } catch (IllegalArgumentException notEvenBase64) {
            return false;
        }
    }

    private WebhookReading understand(byte[] bytes, String body) {
        try {
            var notification = GsonUtil.getGson().fromJson(body, Notification.class);
            var id = notification.getId();
            return id == null
                    ? unreadable(bytes)
                    : understand(id, notification.getEventType(), decrypted(notification));
        } catch (RuntimeException unreadable) {
            // Gson and the SDK have a different complaint for every way in which a document is not the one expected.
            return unreadable(bytes);
        }
    }

    private String decrypted(Notification notification) {
        var resource = notification.getResource();
        if (!ALGORITHM.equals(resource.getAlgorithm())) {
            throw new IllegalArgumentException("Encrypted with " + resource.getAlgorithm());
        }
        var associated = resource.getAssociatedData();
        return cipher.decrypt(
                (associated == null ? "" : associated).getBytes(StandardCharsets.UTF_8),
                resource.createNonce().getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(resource.getCiphertext()));
    }

    private static WebhookReading understand(String messageId, @Nullable String type, String told) {
        return switch (type) {
            case "TRANSACTION.SUCCESS" -> {
                var order = GsonUtil.getGson().fromJson(told, Transaction.class);
                yield report(messageId, order.getOutTradeNo(), id -> WechatReports.of(messageId, id, order));
            }
            case "REFUND.SUCCESS", "REFUND.ABNORMAL", "REFUND.CLOSED" -> {
                var refund = GsonUtil.getGson().fromJson(told, RefundNotification.class);
                yield report(
                        messageId,
                        refund.getOutRefundNo(),
                        id -> WechatReports.ofRefund(
                                messageId, id, refund.getRefundId(), refund.getRefundStatus(), refund.getAmount()));
            }
            case "MCHTRANSFER.BILL.FINISHED" -> {
                var transfer = GsonUtil.getGson().fromJson(told, WechatTransfer.class);
                yield report(messageId, transfer.outBillNo(), id -> WechatReports.of(messageId, id, transfer));
            }
            case null, default -> new WebhookReading.NotUnderstood(messageId, "Of type " + type);
        };
    }

    private static WebhookReading report(
            String messageId, @Nullable String number, Function<UUID, @Nullable PaymentReport> report) {
        var id = TradeNumber.read(number);
        if (id.isEmpty()) {
            return new WebhookReading.NotUnderstood(messageId, "Its number is none of ours");
        }
        var told = report.apply(id.get());
        return told == null
                ? new WebhookReading.NotUnderstood(messageId, "It decides nothing")
                : new WebhookReading.Understood(told);
    }

    private static WebhookReading unreadable(byte[] body) {
        return new WebhookReading.NotUnderstood(AnswerIds.of(body), "The body is not the JSON we know");
    }
}
