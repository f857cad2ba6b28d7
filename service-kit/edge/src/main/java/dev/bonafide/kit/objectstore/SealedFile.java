package dev.bonafide.kit.objectstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form of an object on disk: {@code BFO1}, a nonce of 12 bytes, then by AES-256-GCM the media type (length first) and
 * the content. The reference is authenticated with it, so a file moved to another's place does not open.
 */
final class SealedFile {

    private static final byte[] MAGIC = "BFO1".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    SealedFile(ObjectKey key) {
        this.key = key.derived("objects", "AES");
    }

    byte[] seal(StoredObject object, byte[] content) {
        byte[] mediaType = object.mediaType().getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(Short.BYTES + mediaType.length + content.length)
                .putShort((short) mediaType.length)
                .put(mediaType)
                .put(content)
                .array();
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, object.ref()).doFinal(plain);
            return ByteBuffer.allocate(MAGIC.length + NONCE_LENGTH + sealed.length)
                    .put(MAGIC)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM failed to encrypt", impossible);
        }
    }

    ObjectContent open(ObjectRef ref, byte[] file) {
        if (file.length < MAGIC.length + NONCE_LENGTH + TAG_BITS / 8
                || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new ObjectDamagedException(ref);
        }
        byte[] nonce = Arrays.copyOfRange(file, MAGIC.length, MAGIC.length + NONCE_LENGTH);
        int start = MAGIC.length + NONCE_LENGTH;
        ByteBuffer plain;
        try {
            plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce, ref).doFinal(file, start, file.length - start));
        } catch (GeneralSecurityException damaged) {
            throw new ObjectDamagedException(ref, damaged);
        }
        byte[] mediaType = new byte[Short.toUnsignedInt(plain.getShort())];
        plain.get(mediaType);
        byte[] content = new byte[plain.remaining()];
        plain.get(content);
        if (!sha256(content).equals(ref.sha256())) {
            throw new ObjectDamagedException(ref);
        }
        return new ObjectContent(
                new StoredObject(ref, content.length, new String(mediaType, StandardCharsets.UTF_8)), content);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, ObjectRef ref) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ref.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
