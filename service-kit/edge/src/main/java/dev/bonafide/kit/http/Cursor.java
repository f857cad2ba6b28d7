package dev.bonafide.kit.http;

import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last thing a page showed, by the values its list is ordered by. Opaque to clients.
 *
 * @param values the ordering values, the last of them unique
 */
public record Cursor(List<String> values) {

    private static final String BETWEEN = "\n";

    /** Copies the values. */
    public Cursor {
        values = List.copyOf(values);
    }

    /** A place in a list ordered by time, then id. */
    public static Cursor of(Instant time, UUID id) {
        return new Cursor(List.of(time.toString(), id.toString()));
    }

    /** A place in a list ordered by id. */
    public static Cursor of(UUID id) {
        return new Cursor(List.of(id.toString()));
    }

    /** Reads the {@code cursor} parameter; nothing if absent, 400 {@code INVALID_CURSOR} if it is none of ours. */
    public static Optional<Cursor> decode(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return Optional.empty();
        }
        try {
            String joined = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Optional.of(new Cursor(List.of(joined.split(BETWEEN, -1))));
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
    }

    /** The form that goes to the client. */
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, values).getBytes(StandardCharsets.UTF_8));
    }

    /** The value at that place as a time; 400 {@code INVALID_CURSOR} if it is none. */
    public Instant instant(int place) {
        try {
            return Instant.parse(text(place));
        } catch (DateTimeException notOurs) {
            throw invalid();
        }
    }

    /** The value at that place as an id; 400 {@code INVALID_CURSOR} if it is none. */
    public UUID id(int place) {
        try {
            return UUID.fromString(text(place));
        } catch (IllegalArgumentException notOurs) {
            throw invalid();
        }
    }

    /** The value at that place as a whole number; 400 {@code INVALID_CURSOR} if it is none. */
    public long number(int place) {
        try {
            return Long.parseLong(text(place));
        } catch (NumberFormatException notOurs) {
            throw invalid();
        }
    }

    /** The value at that place; 400 {@code INVALID_CURSOR} if there is none. */
    public String text(int place) {
        if (place >= values.size()) {
            throw invalid();
        }
        return values.get(place);
    }

    private static ProblemException invalid() {
        return new ProblemException(Problem.of(400, "INVALID_CURSOR").with(FieldError.in("cursor", "INVALID_FORMAT")));
    }
}
