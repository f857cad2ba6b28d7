package dev.bonafide.kit.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON body, told by place and never by quoting Jackson or our types. */
@ApplicationScoped
class JsonProblems {

    /** No JSON at all: says at which line and column reading stopped. */
    Problem malformed(JsonProcessingException malformed) {
        Problem problem = Problem.of(400, "MALFORMED_JSON");
        @Nullable JsonLocation place = malformed.getLocation();
        return place == null ? problem : problem.with("line", place.getLineNr()).with("column", place.getColumnNr());
    }

    /** JSON, but not of the form asked for: says which field, and of a name out of a list which there are. */
    Problem mismatched(JsonMappingException mismatched) {
        String pointer = JsonPointers.of(mismatched);
        return switch (mismatched) {
            case InvalidFieldException known ->
                Problem.of(422, "VALIDATION_FAILED").with(FieldError.at(pointer, known.code()));
            case UnrecognizedPropertyException _ ->
                Problem.of(422, "UNKNOWN_FIELD").with("pointer", pointer).with(FieldError.at(pointer, "UNKNOWN_FIELD"));
            case InvalidTypeIdException _ ->
                Problem.of(422, "VALIDATION_FAILED").with(FieldError.at(pointer, "UNKNOWN_KIND"));
            default -> other(mismatched, pointer);
        };
    }

    private Problem other(JsonMappingException mismatched, String pointer) {
        // A body that breaks off within an object arrives as a mapping problem around the reader's own; so does a
        // number that is too large for its field, but that one is well formed.
        if (mismatched.getCause() instanceof JsonProcessingException malformed
                && !(malformed instanceof JsonMappingException)
                && !(malformed instanceof InputCoercionException)) {
            return malformed(malformed);
        }
        Problem problem =
                Problem.of(422, "WRONG_TYPE").with("pointer", pointer).with(FieldError.at(pointer, "WRONG_TYPE"));
        return mismatched instanceof InvalidFormatException unknown
                        && unknown.getTargetType().getEnumConstants() instanceof Object[] names
                ? problem.with(
                        "possible", Stream.of(names).map(Object::toString).toList())
                : problem;
    }
}
