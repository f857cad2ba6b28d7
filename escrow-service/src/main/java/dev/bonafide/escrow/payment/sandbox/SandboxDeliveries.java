package dev.bonafide.escrow.payment.sandbox;

import dev.bonafide.kit.event.EventJson;
import dev.bonafide.kit.id.Ids;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.kit.timer.Timers;
import dev.bonafide.kit.webhook.WebhookSignature;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The webhooks the sandbox's provider has still to send. Each is a row and a timer on business time; it is gone only when
 * our own endpoint has answered, so that neither side can lose one.
 */
@ApplicationScoped
class SandboxDeliveries implements TimerHandler {
    private static final Logger LOG = Logger.getLogger(SandboxDeliveries.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final String KEEP =
            "insert into sandbox_delivery (id, message_id, body) values (:id, :message, :body)";
    private static final String FIND = "select message_id, body from sandbox_delivery where id = :id";
    private static final String DONE = "delete from sandbox_delivery where id = :id";

    private final Timers timers;
    private final SandboxWebhooks webhooks;
    private final WebClient client;
    // Asked for at each call: in tests the port is known only after the start.
    private final Provider<String> baseUrl;
    private final Provider<String> pageUrl;
    private final Ids ids;
    private final Clock clock;

    SandboxDeliveries(
            Timers timers,
            SandboxWebhooks webhooks,
            Vertx vertx,
            @ConfigProperty(name = "bonafide.payment.webhook-base-url") Provider<String> baseUrl,
            @ConfigProperty(name = "bonafide.payment.sandbox-page-url") Provider<String> pageUrl,
            Ids ids,
            Clock clock) {
        this.timers = timers;
        this.webhooks = webhooks;
        this.client = WebClient.create(vertx);
        this.baseUrl = baseUrl;
        this.pageUrl = pageUrl;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "sandbox.payment-webhook";
    }

    /** Will send the message at that time. */
    Uni<Void> plan(Mutiny.Session session, String messageId, SandboxMessage message, Instant at) {
        var id = ids.next();
        return session.createNativeQuery(KEEP)
                .setParameter("id", id)
                .setParameter("message", messageId)
                .setParameter("body", EventJson.write(message))
                .executeUpdate()
                .chain(() -> timers.schedule(session, kind(), id, at));
    }

    /** The message that the buyer has to go to the bank's page first. */
    SandboxMessage action(SandboxPayment payment) {
        var message = payment.message(SandboxMessage.ACTION_REQUIRED);
        return payment.state() == SandboxPayment.State.ACTION_REQUIRED
                ? message.at(pageUrl.get() + "/v1/sandbox/challenges/" + payment.challenge())
                : message;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter("id", timer.ref())
                .getSingleResult()
                .chain(row -> send((String) row[0], (String) row[1]))
                .chain(() -> done(session, timer.ref()));
    }

    private Uni<Void> send(String messageId, String body) {
        var now = clock.instant();
        return client.postAbs(baseUrl.get() + "/v1/payment-webhooks/" + SandboxProvider.NAME)
                .timeout(ANSWER_WITHIN.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader(WebhookSignature.ID_HEADER, messageId)
                .putHeader(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()))
                .putHeader(WebhookSignature.SIGNATURE_HEADER, webhooks.sign(messageId, now, body))
                .sendBuffer(Buffer.buffer(body))
                .invoke(answer -> judge(messageId, answer))
                .replaceWithVoid();
    }

    /** A receiver in trouble is tried again, as any provider would; one that says no has said so. */
    private static void judge(String messageId, HttpResponse<Buffer> answer) {
        if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
            throw new IllegalStateException("Webhook " + messageId + " was answered " + answer.statusCode());
        }
        if (answer.statusCode() >= 400) {
            LOG.warnf("Webhook %s was refused with %d and is given up", messageId, answer.statusCode());
        }
    }

    private static Uni<Void> done(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(DONE)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }
}
