package dev.bonafide.listing.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What was on sale at one moment. It never changes: another word or fen is another snapshot.
 *
 * @param canonical the content as canonical JSON
 * @param hash SHA-256 of the content's UTF-8 bytes, lower-case hex
 */
public record Snapshot(String canonical, String hash) {

    /** Freezes the content. */
    public static Snapshot of(JsonNode content) {
        String canonical = CanonicalJson.write(content);
        return new Snapshot(canonical, sha256(canonical));
    }

    /** Whether the content still is what the hash was made of. */
    public boolean isWhole() {
        return sha256(canonical).equals(hash);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
