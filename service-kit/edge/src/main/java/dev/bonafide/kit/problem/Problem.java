package dev.bonafide.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A problem document of RFC 9457. The code is stable and the status goes with it; title and detail are texts for people
 * and are filled in the caller's language on the way out, from {@code problem.<CODE>.title} and {@code .detail}, where
 * {@code {name}} stands for the member of that name.
 *
 * @param status the HTTP status, 400 to 599
 * @param code stable, upper snake case, such as {@code ORDER_NOT_PAYABLE}
 * @param title short name of the kind of problem, or null until it is worded
 * @param detail what happened this time, or null until it is worded
 * @param instance what this occurrence is known by: the path asked for, or the incident's URN
 * @param requestId what to quote to support; finds the request in the logs
 * @param errors one entry per value that is wrong
 * @param members further facts, beside the standard ones in the document
 * @param headers HTTP headers that go with the answer; not part of the document
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "requestId", "errors"})
public record Problem(
        int status,
        String code,
        @Nullable String title,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable String requestId,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> members,
        @JsonIgnore Map<String, String> headers) {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "https://bonafide.dev/problems/";
    private static final Set<String> RESERVED =
            Set.of("type", "title", "status", "detail", "instance", "code", "requestId", "errors");

    /** Refuses a status that is no error and a member that would hide a standard one. */
    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem has a status from 400 to 599, not " + status);
        }
        if (!code.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("A code is upper snake case: " + code);
        }
        members.keySet().stream().filter(RESERVED::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(name + " is a standard member of a problem");
        });
        errors = List.copyOf(errors);
    }

    /** A problem with nothing but its status and code. */
    public static Problem of(int status, String code) {
        return new Problem(status, code, null, null, null, null, List.of(), Map.of(), Map.of());
    }

    /** The URI of this kind of problem, made from the code. */
    @JsonProperty
    public String type() {
        return TYPE_PREFIX + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same with one more fact, which the texts may quote by its name. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, title, detail, instance, requestId, errors, more, headers);
    }

    /** The same with one more wrong value. */
    public Problem with(FieldError error) {
        List<FieldError> more = new ArrayList<>(errors);
        more.add(error);
        return withErrors(more);
    }

    /** The same with exactly these wrong values. */
    public Problem withErrors(List<FieldError> all) {
        return new Problem(status, code, title, detail, instance, requestId, all, members, headers);
    }

    /** The same with an HTTP header on its answer, such as {@code Retry-After}. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, title, detail, instance, requestId, errors, members, more);
    }

    /** The same as a particular occurrence. */
    public Problem withInstance(String occurrence) {
        return new Problem(status, code, title, detail, occurrence, requestId, errors, members, headers);
    }

    Problem worded(String newTitle, String newDetail, List<FieldError> newErrors) {
        return new Problem(status, code, newTitle, newDetail, instance, requestId, newErrors, members, headers);
    }

    Problem occurring(@Nullable String occurrence, @Nullable String request) {
        return new Problem(
                status,
                code,
                title,
                detail,
                instance == null ? occurrence : instance,
                requestId == null ? request : requestId,
                errors,
                members,
                headers);
    }

    boolean isWorded() {
        return title != null;
    }
}
