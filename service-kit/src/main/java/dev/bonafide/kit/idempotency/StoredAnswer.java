package dev.bonafide.kit.idempotency;

import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer down to its bytes, so that a repeat is the same to the letter. */
record StoredAnswer(
        String requestHash,
        int status,
        Map<String, String> headers,
        @Nullable String body) {

    StoredAnswer repeated(String hash) {
        if (!requestHash.equals(hash)) {
            throw new ProblemException(Problem.of(422, "IDEMPOTENCY_KEY_REUSED"));
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(Idempotency.REPLAYED_HEADER, "true");
        return new StoredAnswer(requestHash, status, more, body);
    }

    Response toResponse() {
        Response.ResponseBuilder response = Response.status(status).entity(body);
        headers.forEach(response::header);
        return response.build();
    }
}
