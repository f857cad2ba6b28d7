package dev.bonafide.escrow.payment.remote;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Ids of words that a provider gives without an id of its own: the same word has the same id whenever it is heard. */
public final class AnswerIds {

    private AnswerIds() {}

    /** The id of what an answer said of something we asked for. */
    public static String of(UUID asked, String said) {
        return "answer:" + asked + ":" + said;
    }

    /** The id of a message that cannot be read, and so names none. */
    public static String of(byte[] body) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** The id in a message, or the one made of its text where it is a text without one. */
    public static String of(byte[] body, String said) {
        return said.isBlank() ? of(body) : said;
    }
}
