package dev.bonafide.kit.idempotency;

import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered, before it is written: a status, a body that has a JSON form, and headers. A problem as body
 * becomes a problem document.
 *
 * @param status the HTTP status
 * @param body what is written as JSON, or null for an answer without one
 * @param headers further headers, such as {@code Location} and {@code ETag}
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {

    /** 200 with a body. */
    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    /** 201 with the path of the new thing and its first representation. */
    public static Answer created(String location, Object body) {
        return new Answer(201, body, Map.of(HttpHeaders.LOCATION, location));
    }

    /** 202: understood, and on its way. */
    public static Answer accepted(Object body) {
        return new Answer(202, body, Map.of());
    }

    /** 204: done, nothing to say. */
    public static Answer noContent() {
        return new Answer(204, null, Map.of());
    }

    /** A refusal. */
    public static Answer of(Problem problem) {
        return new Answer(problem.status(), problem, problem.headers());
    }

    /** The same with a header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }

    /** The same with the strong ETag of that version. */
    public Answer withVersion(long version) {
        return with(HttpHeaders.ETAG, ETags.of(version));
    }

    /** The answer as JAX-RS writes it. */
    public Response toResponse() {
        Response.ResponseBuilder response = Response.status(status).entity(body);
        headers.forEach(response::header);
        return response.build();
    }
}
