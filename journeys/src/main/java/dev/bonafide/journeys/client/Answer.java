package dev.bonafide.journeys.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * What the gateway answered.
 *
 * @param status HTTP status
 * @param body the JSON, or a missing node where there was none
 */
public record Answer(String request, int status, JsonNode body, HttpHeaders headers) {
    /** Returns this answer if it has the status, and otherwise fails with everything that helps to see why. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new UnexpectedAnswer(request + " answered " + status + " (expected " + expected + "): " + body);
        }
        return this;
    }

    /** The text at a field of the body; fails where there is none. */
    public String text(String field) {
        var value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new UnexpectedAnswer(request + " answered without " + field + ": " + body);
        }
        return value.asText();
    }

    /** The stable code of a problem document, or an empty text. */
    public String code() {
        return body.path("code").asText("");
    }

    /** The entity tag for a later edit. */
    public String etag() {
        return headers.firstValue("ETag")
                .orElseThrow(() -> new UnexpectedAnswer(request + " answered without an ETag"));
    }
}
