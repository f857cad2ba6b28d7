package dev.bonafide.journeys.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone with a login. Requests carry a fresh token, and an idempotency key where they create or move something. */
public final class Person {
    private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(30);

    /** How often a request is sent again, with the same idempotency key, when it was too much just then. */
    private static final int PATIENCE_MAX = 10;

    /** The longest wait for a limit; a lock of a day is an answer. */
    private static final long RETRY_AFTER_SECONDS_MAX = 60;

    private final Gateway gateway;
    private final String username;
    private final String password;
    private final Clock machine = Clock.systemUTC();
    private String token = "";
    private Instant renewAt = Instant.EPOCH;
    private @Nullable UUID accountId;

    Person(Gateway gateway, String username, String password) {
        this.gateway = gateway;
        this.username = username;
        this.password = password;
    }

    /** The login name. */
    public String name() {
        return username;
    }

    /** The account: the subject of the person's tokens. */
    public UUID accountId() {
        token();
        var known = accountId;
        if (known == null) {
            throw new IllegalStateException("no token");
        }
        return known;
    }

    /** A token that is valid for a while yet. */
    public synchronized String token() {
        if (machine.instant().isAfter(renewAt)) {
            var answer = gateway.token(username, password);
            token = answer.path("access_token").asText();
            renewAt = machine.instant()
                    .plusSeconds(answer.path("expires_in").asLong())
                    .minus(RENEW_BEFORE_EXPIRY);
            var claims = Gateway.json(
                    new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
            accountId = UUID.fromString(claims.path("sub").asText());
        }
        return token;
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** Posts with a new idempotency key. */
    public Answer post(String path, @Nullable Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** Posts with the given idempotency key. */
    public Answer post(String path, @Nullable Object body, String idempotencyKey) {
        return send("POST", path, body, Map.of("Idempotency-Key", idempotencyKey));
    }

    /** Posts bytes of a media type with a new idempotency key. */
    public Answer postBytes(String path, byte[] bytes, String mediaType) {
        return send(
                "POST",
                path,
                bytes,
                Map.of("Idempotency-Key", UUID.randomUUID().toString(), "Content-Type", mediaType));
    }

    public Answer put(String path, Object body, Map<String, String> headers) {
        return send("PUT", path, body, headers);
    }

    /** Sends with this person's token and the given headers; waits as it is told to when there is too much to do. */
    public Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.putIfAbsent("Authorization", "Bearer " + token());
        all.putIfAbsent("Accept-Language", "en");
        var answer = gateway.send(method, path, body, all);
        for (int patience = 0; asksForPatience(answer) && patience < PATIENCE_MAX; patience++) {
            Waiting.pause(Duration.ofSeconds(retryAfterSeconds(answer)));
            answer = gateway.send(method, path, body, all);
        }
        return answer;
    }

    private static boolean asksForPatience(Answer answer) {
        return (answer.status() == 429 || answer.status() == 503)
                && retryAfterSeconds(answer) <= RETRY_AFTER_SECONDS_MAX;
    }

    private static long retryAfterSeconds(Answer answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElse(1);
    }
}
