package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.escrow.payment.PaymentProvider.Webhook;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading;
import dev.bonafide.escrow.payment.PaymentProvider.WebhookReading.Cause;
import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.webhook.WebhookSignature;
import dev.bonafide.kit.webhook.WebhookSignature.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Signs what the sandbox's provider sends, and reads it when it comes in.
 *
 * <p>Both ends go by business time: in production there is no other, and in the sandbox the provider lives in the moved
 * time too. On machine time every webhook would be stale as soon as somebody moved the clock.
 */
@ApplicationScoped
class SandboxWebhooks {
    private final List<String> secrets;

    SandboxWebhooks(@ConfigProperty(name = "bonafide.payment.webhook-secrets") Optional<List<String>> secrets) {
        this.secrets = secrets.orElse(List.of());
    }

    /** The headers' signature of a body sent now; an installation without a secret sends nothing anybody would take. */
    String sign(String messageId, Instant now, String body) {
        if (secrets.isEmpty()) {
            throw new IllegalStateException("bonafide.payment.webhook-secrets is not set");
        }
        return WebhookSignature.sign(secrets.getFirst(), messageId, now, body);
    }

    WebhookReading read(Webhook webhook, Instant now) {
        return switch (WebhookSignature.verify(
                secrets,
                webhook.header(WebhookSignature.ID_HEADER),
                webhook.header(WebhookSignature.TIMESTAMP_HEADER),
                webhook.header(WebhookSignature.SIGNATURE_HEADER),
                webhook.body(),
                now)) {
            case Verdict.Valid(var id, var _) -> understand(id, webhook.body());
            case Verdict.BadSignature _ -> new WebhookReading.Rejected(Cause.BAD_SIGNATURE);
            case Verdict.Stale _ -> new WebhookReading.Rejected(Cause.STALE);
            case Verdict.Malformed _ -> new WebhookReading.Rejected(Cause.HEADER_MISSING);
        };
    }

    private static WebhookReading understand(String id, byte[] body) {
        try {
            return new WebhookReading.Understood(SandboxReading.read(id, EventJson.read(body, SandboxMessage.class)));
        } catch (SandboxReading.Unclear unclear) {
            return new WebhookReading.NotUnderstood(id, String.valueOf(unclear.getMessage()));
        } catch (IOException | IllegalArgumentException unreadable) {
            return new WebhookReading.NotUnderstood(id, "The body is not the JSON we know");
        }
    }
}
