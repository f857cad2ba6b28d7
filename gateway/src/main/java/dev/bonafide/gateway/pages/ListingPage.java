package dev.bonafide.gateway.pages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the screen of a listing shows.
 *
 * @param listing as the listing service describes it
 * @param seller the seller's trust card; absent if it is missing
 * @param tips what to know before buying; absent if they are missing
 * @param missing the parts that could not be had, each with a code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListingPage(
        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        JsonNode listing,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT) @Nullable
        JsonNode seller,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.ARRAY) @Nullable
        JsonNode tips,

        List<Missing> missing) {

    /** Copies what is missing. */
    public ListingPage {
        missing = List.copyOf(missing);
    }

    /**
     * A part that could not be had.
     *
     * @param part {@code seller} or {@code tips}
     * @param code the code of the problem that stood in the way
     */
    public record Missing(String part, String code) {}
}
