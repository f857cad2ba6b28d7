package dev.bonafide.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one value of the request.
 *
 * @param pointer JSON pointer (RFC 6901) into the body; absent for a parameter
 * @param parameter name of the query, path or header parameter; absent for a body field
 * @param code stable, upper snake case
 * @param detail a sentence in the caller's language
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
        @Nullable String pointer,
        @Nullable String parameter,
        String code,
        @Nullable String detail) {

    /** Something wrong in the body, its sentence looked up as {@code violation.<code>}. */
    public static FieldError at(String pointer, String code) {
        return new FieldError(pointer, null, code, null);
    }

    /** Something wrong in a parameter, its sentence looked up as {@code violation.<code>}. */
    public static FieldError in(String parameter, String code) {
        return new FieldError(null, parameter, code, null);
    }

    /** The same with its sentence. */
    public FieldError saying(String sentence) {
        return new FieldError(pointer, parameter, code, sentence);
    }
}
