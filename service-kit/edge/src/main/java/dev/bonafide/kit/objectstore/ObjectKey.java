package dev.bonafide.kit.objectstore;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The store's key, from which each purpose gets a key of its own. */
final class ObjectKey {

    private static final int LENGTH = 32;
    private static final String DERIVATION = "HmacSHA256";

    private final SecretKey root;

    private ObjectKey(byte[] key) {
        this.root = new SecretKeySpec(key, DERIVATION);
    }

    static ObjectKey of(ObjectStoreConfig config) {
        String encoded = config.key()
                .filter(key -> !key.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "bonafide.object-store.key is not set: objects are never kept in the clear"));
        try {
            byte[] key = Base64.getDecoder().decode(encoded.strip());
            if (key.length == LENGTH) {
                return new ObjectKey(key);
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below without quoting the key.
        }
        throw new IllegalStateException("bonafide.object-store.key is not " + LENGTH + " bytes in base64");
    }

    SecretKey derived(String purpose, String algorithm) {
        try {
            Mac mac = Mac.getInstance(DERIVATION);
            mac.init(root);
            return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), algorithm);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + DERIVATION, impossible);
        }
    }
}
