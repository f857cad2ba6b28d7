package dev.bonafide.kit.objectstore;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Links that let whoever holds them read one path until they expire, without a token. */
@ApplicationScoped
public class SignedLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    private final SecretKey key;
    private final Duration lifetime;

    SignedLinks(ObjectStoreConfig config) {
        this.key = ObjectKey.of(config).derived("links", ALGORITHM);
        this.lifetime = config.linkLifetime();
    }

    /** What a link is worth. */
    public enum Verdict {
        /** Ours, and in time. */
        VALID,
        /** Ours, but its time is over. */
        EXPIRED,
        /** Not ours, or of another path or time. */
        FORGED
    }

    /** The path with {@code expires} and {@code signature} as query parameters; it lives as long as configured. */
    public String sign(String path, Instant now) {
        return sign(path, now, lifetime);
    }

    /** The path with {@code expires} and {@code signature} as query parameters. */
    public String sign(String path, Instant now, Duration livesFor) {
        long expires = now.plus(livesFor).getEpochSecond();
        return path + "?expires=" + expires + "&signature=" + signature(path, expires);
    }

    /** Judges a link by its path and its two parameters. */
    public Verdict verify(String path, @Nullable String expires, @Nullable String signature, Instant now) {
        if (expires == null || signature == null || !SECONDS.matcher(expires).matches()) {
            return Verdict.FORGED;
        }
        long seconds = Long.parseLong(expires);
        boolean ours = MessageDigest.isEqual(
                signature(path, seconds).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
        if (!ours) {
            return Verdict.FORGED;
        }
        return now.getEpochSecond() < seconds ? Verdict.VALID : Verdict.EXPIRED;
    }

    private String signature(String path, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed = mac.doFinal((path + '\n' + expires).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
