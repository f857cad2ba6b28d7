package dev.bonafide.identity.web;

import dev.bonafide.identity.standing.TrustCard;
import dev.bonafide.kit.text.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** ETags of trust cards: a hash of all that is shown, the time of showing left out. */
final class CardTag {

    private static final int HASH_BYTES = 16;

    private CardTag() {}

    static String of(UUID account, TrustCard card, Language language) {
        String content = String.join(
                "|",
                account.toString(),
                card.level().name(),
                card.scoreBand(),
                card.badges().toString(),
                Integer.toString(card.completedSales()),
                card.memberSince().toString(),
                language.tag());
        byte[] hash = Arrays.copyOf(sha256(content), HASH_BYTES);
        return '"' + HexFormat.of().formatHex(hash) + '"';
    }

    /** Whether an {@code If-None-Match} header names the tag, weakly as RFC 9110 wants it. */
    static boolean matches(String tag, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
