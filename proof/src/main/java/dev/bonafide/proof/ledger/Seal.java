package dev.bonafide.proof.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.proof.CanonicalJson;
import dev.bonafide.proof.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What binds an entry to its place: its number, the hash of what it says, and a hash over both and everything before.
 *
 * @param n from 1 without gaps
 * @param contentHash SHA-256 of the entry in canonical JSON
 * @param hash {@code SHA-256("bonafide.ledger.v1" ‖ n ‖ hash before ‖ contentHash)}, n as 8 bytes, the most significant
 *     first, hashes as their 32 bytes
 */
public record Seal(long n, String contentHash, String hash) {
    /** Names the scheme: in every hash, and at the head of every export. */
    public static final String FORMAT = "bonafide.ledger.v1";

    private static final byte[] DOMAIN = FORMAT.getBytes(StandardCharsets.US_ASCII);

    /** The seal of the entry that follows. */
    public static Seal after(Anchor before, JsonNode entry) {
        var contentHash = contentHash(entry);
        var n = before.n() + 1;
        return new Seal(n, contentHash, hash(n, before.hash(), contentHash));
    }

    /** The hash of what an entry says. */
    public static String contentHash(JsonNode entry) {
        return Sha256.of(CanonicalJson.write(entry));
    }

    /** The hash of a seal of that number, after the hash before it. */
    static String hash(long n, String before, String contentHash) {
        var hex = HexFormat.of();
        return Sha256.of(
                DOMAIN,
                ByteBuffer.allocate(Long.BYTES).putLong(n).array(),
                hex.parseHex(before),
                hex.parseHex(contentHash));
    }

    /** Whether it stands at that number, after that hash. */
    boolean fits(long number, String before) {
        return Sha256.isHash(contentHash)
                && Sha256.isHash(before)
                && hash(number, before, contentHash).equals(hash);
    }

    /** The place after it. */
    public Anchor anchor() {
        return new Anchor(n, hash);
    }
}
