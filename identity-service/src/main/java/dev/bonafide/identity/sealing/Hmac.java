package dev.bonafide.identity.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of a text for a purpose. Texts of two purposes never meet. */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_LENGTH_MIN = 32;

    private Hmac() {}

    /** The 32 bytes for that text; a secret that is too short to be one is refused. */
    static byte[] of(String secret, String purpose, String text) {
        if (secret.length() < SECRET_LENGTH_MIN) {
            throw new IllegalArgumentException("A secret has at least " + SECRET_LENGTH_MIN + " characters");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}
