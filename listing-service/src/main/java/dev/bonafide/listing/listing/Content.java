package dev.bonafide.listing.listing;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the seller says of the thing.
 *
 * @param templateVersion the template it was written against, and is checked against
 * @param fields the fields of the template without the serial number; not to be changed
 */
public record Content(String category, int templateVersion, String title, String description, ObjectNode fields) {

    /** The maker. */
    public String brand() {
        return fields.path("brand").asText();
    }

    /** The maker's name of the thing. */
    public String model() {
        return fields.path("model").asText();
    }

    /** Code of the stated condition. */
    public String grade() {
        return fields.path("grade").asText();
    }
}
