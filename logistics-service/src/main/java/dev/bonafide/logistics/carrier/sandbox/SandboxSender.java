package dev.bonafide.logistics.carrier.sandbox;

import dev.bonafide.kit.resilience.Guard;
import dev.bonafide.kit.resilience.Resilience;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.kit.webhook.WebhookSignature;
import dev.bonafide.logistics.carrier.sandbox.SandboxDeliveries.Delivery;
import dev.bonafide.logistics.config.LogisticsConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The sandbox's carrier as it calls us: over HTTP, signed, at the time its diary says. A webhook leaves the diary when it
 * was taken; until then it is sent again, however often this process dies.
 */
@ApplicationScoped
public class SandboxSender implements TimerHandler {

    private static final String REMOTE = "sandbox-carrier-webhook";
    private static final String BASE_URL = "bonafide.logistics.carrier.webhook-base-url";
    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(2);

    private final SandboxDeliveries deliveries;
    private final LogisticsConfig config;
    private final Clock clock;
    private final Guard guard;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIME_MAX)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    SandboxSender(SandboxDeliveries deliveries, LogisticsConfig config, Clock clock, Resilience resilience) {
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
        this.guard = resilience.guard(REMOTE);
    }

    @Override
    public String kind() {
        return SandboxDeliveries.TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return deliveries
                .find(session, timer.ref())
                .chain(found -> found.map(delivery -> send(delivery).chain(() -> deliveries.sent(session, timer.ref())))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> send(Delivery delivery) {
        return guard.call(() -> Uni.createFrom()
                        .completionStage(
                                () -> http.sendAsync(request(delivery), HttpResponse.BodyHandlers.discarding())))
                .onFailure()
                // One webhook that finds no open door must not hold up the other timers, as an outage would.
                .transform(failure -> new NotTaken(failure.toString()))
                .invoke(response -> {
                    boolean taken = response.statusCode() / 100 == 2;
                    if (!taken && !delivery.wronglySigned()) {
                        throw new NotTaken("status " + response.statusCode());
                    }
                })
                .replaceWithVoid();
    }

    private HttpRequest request(Delivery delivery) {
        Instant now = clock.instant();
        String secret = config.carrier().webhookSecret().orElseThrow();
        String signedId = delivery.wronglySigned() ? "another message" : delivery.messageId();
        return HttpRequest.newBuilder(URI.create(baseUrl() + "/v1/carrier-webhooks/sandbox"))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header(WebhookSignature.ID_HEADER, delivery.messageId())
                .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()))
                .header(
                        WebhookSignature.SIGNATURE_HEADER,
                        WebhookSignature.sign(secret, signedId, now, delivery.body()))
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body(), StandardCharsets.UTF_8))
                .build();
    }

    /** Asked each time: in tests the port is known only once the server listens. */
    private static String baseUrl() {
        return ConfigProvider.getConfig().getValue(BASE_URL, String.class);
    }

    /** A webhook was not taken and stays in the diary. */
    private static final class NotTaken extends RuntimeException {
        NotTaken(String why) {
            super("The webhook was not taken: " + why, null, false, false);
        }
    }
}
