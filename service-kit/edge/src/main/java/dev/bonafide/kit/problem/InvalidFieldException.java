package dev.bonafide.kit.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.Serial;

/** Thrown by a JSON reader that knows exactly what is wrong with a field; becomes one entry in {@code errors}. */
public final class InvalidFieldException extends MismatchedInputException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String code;

    private InvalidFieldException(JsonParser json, Class<?> target, String code) {
        super(json, code, target);
        this.code = code;
    }

    /** Refuses the value at the parser; the text is looked up as {@code violation.<code>}. */
    public static InvalidFieldException of(JsonParser json, Class<?> target, String code) {
        return new InvalidFieldException(json, target, code);
    }

    /** The stable code of what is wrong. */
    public String code() {
        return code;
    }
}
