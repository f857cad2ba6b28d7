package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.WebhookContract;
import dev.bonafide.kit.money.Money;
import dev.bonafide.kit.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The sandbox's provider keeps the contract of webhooks like every other; its asks need its database and are tested with it. */
class SandboxWebhookContractTest implements WebhookContract, WebhookContract.Sender {
    private static final String SECRET = "only-for-tests";

    private final SandboxWebhooks webhooks = new SandboxWebhooks(Optional.of(List.of(SECRET)));

    @Override
    public WebhookReading read(Webhook webhook, Instant now) {
        return webhooks.read(webhook, now);
    }

    @Override
    public Sender sender() {
        return this;
    }

    @Override
    public Money amount() {
        return Money.cny(300_000);
    }

    @Override
    public Webhook paid(String messageId, UUID paymentId, Money amount, Instant at) {
        return signed(messageId, at, body(paymentId, amount), SECRET);
    }

    @Override
    public Webhook somethingElse(String messageId, Instant at) {
        return signed(messageId, at, "{\"type\": \"payment.exploded\"}", SECRET);
    }

    @Override
    public Webhook half(Instant at) {
        var body = body(new UUID(0, 2), amount());
        return signed("m", at, body.substring(0, body.length() / 2), SECRET);
    }

    @Override
    public Webhook forged(UUID paymentId, Money amount, Instant at) {
        return signed("m", at, body(paymentId, amount), "guessed");
    }

    @Override
    public boolean signsEveryBit() {
        return true;
    }

    private static String body(UUID payment, Money amount) {
        return """
                {"type": "payment.succeeded", "subject": "%s", "reference": "sbx_%s",
                 "amount": {"amountMinor": %d, "currency": "%s"}}""".formatted(payment, payment, amount.amountMinor(), amount.currency());
    }

    private static Webhook signed(String id, Instant at, String body, String secret) {
        return new Webhook(
                Map.of(
                        WebhookSignature.ID_HEADER, id,
                        WebhookSignature.TIMESTAMP_HEADER, Long.toString(at.getEpochSecond()),
                        WebhookSignature.SIGNATURE_HEADER, WebhookSignature.sign(secret, id, at, body)),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
