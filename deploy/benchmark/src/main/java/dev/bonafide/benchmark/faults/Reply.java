package dev.bonafide.benchmark.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * What the service has answered.
 *
 * @param headers by their names in lower case
 */
record Reply(int status, Map<String, String> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The command was carried out, now or before. */
    boolean isDone() {
        return status == 200;
    }

    /** The answer that was given before. */
    boolean isReplayed() {
        return "true".equals(headers.get("idempotency-replayed"));
    }

    /** A kind word that it is not possible just now: the problem document, its stable code, and when to come again. */
    boolean isKindRefusal() {
        return status == 503
                && headers.getOrDefault("content-type", "").startsWith("application/problem+json")
                && headers.containsKey("retry-after")
                && code().equals("SERVICE_UNAVAILABLE");
    }

    /** The same key is under way: there will be an answer. */
    boolean isInFlight() {
        return status == 409 && code().equals("IDEMPOTENCY_KEY_IN_FLIGHT");
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("Not JSON: " + body, notJson);
        }
    }

    private String code() {
        return body.startsWith("{") ? json().path("code").asText() : "";
    }
}
