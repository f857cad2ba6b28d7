package dev.bonafide.identity.verification;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A keyed hash that stands for something which must not be kept: a code, a phone, an id number. Comparing two takes the
 * same time wherever they differ.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {

    private static final int LENGTH = 64;

    /** Refuses anything that is not the hexadecimal form of 32 bytes. */
    public Fingerprint {
        if (hex.length() != LENGTH) {
            throw new IllegalArgumentException("A fingerprint has 32 bytes");
        }
    }

    /** The fingerprint of these 32 bytes. */
    public static Fingerprint of(byte[] bytes) {
        return new Fingerprint(HexFormat.of().formatHex(bytes));
    }

    /** Whether both stand for the same thing. */
    public boolean matches(Fingerprint other) {
        return MessageDigest.isEqual(
                HexFormat.of().parseHex(hex), HexFormat.of().parseHex(other.hex));
    }
}
