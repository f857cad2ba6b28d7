package dev.bonafide.risk.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/**
 * Whom a fact visits; written {@code account:<id>}.
 *
 * @param kind what it is
 * @param id its id within the kind
 */
public record SubjectKey(Kind kind, String id) {
    private static final String GRADE_FOR_PARTS = "FOR_PARTS";

    /** What can be visited. */
    public enum Kind {
        ACCOUNT,
        LISTING,
        MODEL
    }

    /** An account. */
    public static SubjectKey account(UUID id) {
        return new SubjectKey(Kind.ACCOUNT, id.toString());
    }

    /** A listing. */
    public static SubjectKey listing(UUID id) {
        return new SubjectKey(Kind.LISTING, id.toString());
    }

    /**
     * What listings are compared by: the same model in the same currency. Goods for parts are compared with each other
     * only.
     */
    public static SubjectKey model(String category, String brand, String model, String grade, String currency) {
        var parts = GRADE_FOR_PARTS.equals(grade) ? "parts" : "whole";
        return new SubjectKey(
                Kind.MODEL, String.join("|", currency, parts, normal(category), normal(brand), normal(model)));
    }

    /** Reads the written form. */
    @JsonCreator
    public static SubjectKey parse(String written) {
        int colon = written.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("Not a subject: " + written);
        }
        return new SubjectKey(
                Kind.valueOf(written.substring(0, colon).toUpperCase(Locale.ROOT)), written.substring(colon + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
