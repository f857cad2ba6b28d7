package dev.bonafide.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;

/** A part of a page: there, or missing for a reason. */
sealed interface Part {

    /** What the service said. */
    record Found(JsonNode content) implements Part {}

    /**
     * The service did not say it.
     *
     * @param code the code of the problem that stood in the way
     */
    record Absent(String code) implements Part {}
}
