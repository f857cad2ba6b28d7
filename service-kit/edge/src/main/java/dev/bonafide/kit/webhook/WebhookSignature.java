package dev.bonafide.kit.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks webhooks as Standard Webhooks says: HMAC-SHA256 over {@code id.timestamp.body}, written as
 * {@code v1,<base64>} in the header {@code webhook-signature}.
 */
public final class WebhookSignature {

    /** Header with the id of the message, the same when it is sent again. */
    public static final String ID_HEADER = "webhook-id";
    /** Header with the time of sending, in seconds since 1970. */
    public static final String TIMESTAMP_HEADER = "webhook-timestamp";
    /** Header with one or more signatures, separated by spaces. */
    public static final String SIGNATURE_HEADER = "webhook-signature";
    /** How far a timestamp may be from now, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION_PREFIX = "v1,";
    private static final String SECRET_PREFIX = "whsec_";
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,11}");

    private WebhookSignature() {}

    /** What a check found. */
    public sealed interface Verdict {
        /** One of the secrets made one of the signatures, lately. */
        record Valid(String id, Instant timestamp) implements Verdict {}

        /** No secret made any of the signatures. */
        record BadSignature() implements Verdict {}

        /** Signed rightly, but too long ago or too far ahead: perhaps recorded and played again. */
        record Stale(Instant timestamp) implements Verdict {}

        /** A header is missing or cannot be read. */
        record Malformed(String header) implements Verdict {}
    }

    /**
     * The value of {@code webhook-signature} for a message.
     *
     * @param secret as agreed with the other side: {@code whsec_} and base64, or any text
     */
    public static String sign(String secret, String id, Instant timestamp, byte[] body) {
        return VERSION_PREFIX + Base64.getEncoder().encodeToString(mac(secret, id, timestamp.getEpochSecond(), body));
    }

    /** {@link #sign(String, String, Instant, byte[])} of a body in UTF-8. */
    public static String sign(String secret, String id, Instant timestamp, String body) {
        return sign(secret, id, timestamp, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Checks what came in against every secret still in force; while one is being replaced, both are. Takes the same time
     * wherever a signature differs.
     */
    public static Verdict verify(
            List<String> secrets,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            byte[] body,
            Instant now) {
        if (id == null || id.isBlank()) {
            return new Verdict.Malformed(ID_HEADER);
        }
        if (timestamp == null || !TIMESTAMP.matcher(timestamp).matches()) {
            return new Verdict.Malformed(TIMESTAMP_HEADER);
        }
        if (signatures == null || signatures.isBlank()) {
            return new Verdict.Malformed(SIGNATURE_HEADER);
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (!anyMatches(secrets, id, sent, signatures, body)) {
            return new Verdict.BadSignature();
        }
        return Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0
                ? new Verdict.Stale(sent)
                : new Verdict.Valid(id, sent);
    }

    private static boolean anyMatches(List<String> secrets, String id, Instant sent, String signatures, byte[] body) {
        boolean matches = false;
        for (String secret : secrets) {
            byte[] expected = sign(secret, id, sent, body).getBytes(StandardCharsets.US_ASCII);
            for (String given : signatures.strip().split(" +")) {
                // No early way out: the time taken must not tell which secret or signature came close.
                matches |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return matches;
    }

    private static byte[] mac(String secret, String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret), ALGORITHM));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }

    private static byte[] key(String secret) {
        return secret.startsWith(SECRET_PREFIX)
                ? Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }
}
