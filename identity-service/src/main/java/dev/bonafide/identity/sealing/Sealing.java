package dev.bonafide.identity.sealing;

import dev.bonafide.identity.config.IdentityConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals personal data for the database with AES-256-GCM. A value opens only for the person and the place it was sealed for,
 * so rows cannot be swapped.
 */
@ApplicationScoped
public class Sealing {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Sealing(IdentityConfig config) {
        this.key = new SecretKeySpec(Hmac.of(config.dataKey(), "data-key", "sealing"), "AES");
    }

    /** Seals the text of a person for a place, such as {@code verification.phone}. */
    public byte[] seal(UUID person, String place, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, person, place, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Opens what was sealed; anything else, or another person's or place's, is an {@link IllegalStateException}. */
    public String open(UUID person, String place, byte[] sealed) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] rest = new byte[Math.max(0, sealed.length - NONCE_BYTES)];
        ByteBuffer.wrap(sealed).get(nonce).get(rest);
        return new String(run(Cipher.DECRYPT_MODE, nonce, person, place, rest), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, UUID person, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((person + "|" + place).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("Cannot seal or open " + place, refused);
        }
    }
}
