package dev.bonafide.kit.problem;

import dev.bonafide.kit.text.Language;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bean Validation's findings, one entry per wrong value. */
@ApplicationScoped
class ViolationProblems {

    private static final Map<String, String> CODES = Map.of(
            "NotNull", "REQUIRED",
            "NotBlank", "REQUIRED",
            "NotEmpty", "REQUIRED",
            "Size", "WRONG_SIZE",
            "Pattern", "INVALID_FORMAT",
            "Email", "INVALID_FORMAT",
            "UUID", "INVALID_FORMAT",
            "Min", "TOO_SMALL",
            "Max", "TOO_LARGE");

    private final Problems problems;

    ViolationProblems(Problems problems) {
        this.problems = problems;
    }

    /** The problem of an invalid request; empty if it is our own answer that is invalid. */
    Optional<Problem> ofRequest(ConstraintViolationException invalid, Language language) {
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : invalid.getConstraintViolations()) {
            List<Path.Node> path = new ArrayList<>();
            violation.getPropertyPath().forEach(path::add);
            if (path.stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE)) {
                return Optional.empty();
            }
            errors.add(error(violation, path, language));
        }
        errors.sort(Comparator.comparing(error -> String.valueOf(error.pointer()) + error.parameter() + error.code()));
        return Optional.of(Problem.of(422, "VALIDATION_FAILED").withErrors(errors));
    }

    private FieldError error(ConstraintViolation<?> violation, List<Path.Node> path, Language language) {
        String code = code(violation);
        Map<String, Object> arguments =
                new HashMap<>(violation.getConstraintDescriptor().getAttributes());
        String sentence = problems.violation(language, code, arguments, violation.getMessage());
        FieldError error = inParameter(path)
                .map(parameter -> FieldError.in(parameter, code))
                .orElseGet(() -> FieldError.at(pointer(path), code));
        return error.saying(sentence);
    }

    private static String code(ConstraintViolation<?> violation) {
        String annotation = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return CODES.getOrDefault(
                annotation, annotation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }

    /** A constraint on a parameter itself names it; one within the body leads further than the parameter. */
    private static Optional<String> inParameter(List<Path.Node> path) {
        Path.Node last = path.getLast();
        return last.getKind() == ElementKind.PARAMETER ? Optional.of(last.getName()) : Optional.empty();
    }

    private static String pointer(List<Path.Node> path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(JsonPointers.escaped(node.getKey().toString()));
            }
            @Nullable String name = node.getName();
            boolean isField = node.getKind() == ElementKind.PROPERTY;
            if (isField && name != null) {
                pointer.append('/').append(JsonPointers.escaped(name));
            }
        }
        return pointer.toString();
    }
}
