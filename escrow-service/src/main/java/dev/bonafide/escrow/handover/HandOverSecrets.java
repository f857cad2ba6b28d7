package dev.bonafide.escrow.handover;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes codes and keys, and keeps them so that the database alone reveals none: a code as an HMAC, because there are few
 * enough codes to try them all against a plain hash, and code and signing key sealed with AES-256-GCM, bound to their place.
 */
public final class HandOverSecrets {
    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String CURVE = "Ed25519";
    private static final int CODES = 1_000_000;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_LENGTH_MIN = 16;

    private final SecretKeySpec hashing;
    private final SecretKeySpec sealing;
    private final SecureRandom random = new SecureRandom();

    /** Derives its keys from that secret, of at least 16 characters. */
    public HandOverSecrets(String secret) {
        if (secret.length() < SECRET_LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "The data key has " + secret.length() + " characters (expected: >= " + SECRET_LENGTH_MIN + ")");
        }
        var root = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC);
        this.hashing = new SecretKeySpec(mac(root, "bonafide escrow hand-over code 1"), MAC);
        this.sealing = new SecretKeySpec(mac(root, "bonafide escrow hand-over sealing 1"), "AES");
    }

    /** Six digits nobody can foresee. */
    public String newCode() {
        return String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
    }

    /** A key of its own for a pass. */
    public KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(CURVE).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + CURVE, impossible);
        }
    }

    /** What a code of an order is known by. */
    public String hash(UUID orderId, String code) {
        return HexFormat.of().formatHex(mac(hashing, orderId + "|" + code));
    }

    /** Seals a text for a place of an order. */
    public byte[] seal(UUID orderId, String place, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, orderId, place, plain);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Opens what was sealed for that place; fails for anything else. */
    public byte[] open(UUID orderId, String place, byte[] sealed) {
        if (sealed.length <= NONCE_BYTES) {
            throw new IllegalStateException("Not a sealed value");
        }
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, nonce, orderId, place, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    /** The public key of these bytes. */
    public static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance(CURVE).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("Not a key of " + CURVE, damaged);
        }
    }

    /** The private key of these bytes. */
    public static PrivateKey privateKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance(CURVE).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("Not a key of " + CURVE, damaged);
        }
    }

    private byte[] run(int mode, byte[] nonce, UUID orderId, String place, byte[] input) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((orderId + "|" + place).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("Cannot seal or open " + place, refused);
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + MAC, impossible);
        }
    }
}
