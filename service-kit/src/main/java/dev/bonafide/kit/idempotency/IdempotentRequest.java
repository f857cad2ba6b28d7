package dev.bonafide.kit.idempotency;

import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that may come more than once: whose it is, by what key they know it, and what it asks.
 *
 * @param subject who asks; keys of two subjects never meet
 * @param key the caller's {@code Idempotency-Key}
 * @param method the HTTP method
 * @param path the path asked for
 * @param body the body as it was read, or null; two bodies are the same when their JSON is, in any order of fields
 */
public record IdempotentRequest(
        String subject,
        String key,
        String method,
        String path,
        @Nullable Object body) {

    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    /** The longest key taken, in characters. */
    public static final int KEY_LENGTH_MAX = 128;

    private static final Pattern SOUND_KEY = Pattern.compile("[A-Za-z0-9._:~+/=-]{1," + KEY_LENGTH_MAX + "}");

    /**
     * Checks the key: absent or blank is 400 {@code IDEMPOTENCY_KEY_MISSING}, longer than {@value #KEY_LENGTH_MAX} or with
     * other characters than letters, digits and {@code . _ : ~ + / = -} is 400 {@code IDEMPOTENCY_KEY_INVALID}.
     */
    public static IdempotentRequest of(
            String subject, @Nullable String key, String method, String path, @Nullable Object body) {
        if (key == null || key.isBlank()) {
            throw new ProblemException(
                    Problem.of(400, "IDEMPOTENCY_KEY_MISSING").with(FieldError.in(HEADER, "REQUIRED")));
        }
        if (!SOUND_KEY.matcher(key).matches()) {
            throw new ProblemException(Problem.of(400, "IDEMPOTENCY_KEY_INVALID")
                    .with("lengthMax", KEY_LENGTH_MAX)
                    .with(FieldError.in(HEADER, "INVALID_FORMAT")));
        }
        return new IdempotentRequest(subject, key, method, path, body);
    }
}
