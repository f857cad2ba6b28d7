package dev.bonafide.listing.template;

import java.util.Map;

/**
 * One thing that is wrong with what the seller stated.
 *
 * @param pointer JSON pointer into the request
 * @param code stable, upper snake case
 * @param limits what would have been right, by name, for the sentence
 */
public record Violation(String pointer, String code, Map<String, Object> limits) {

    /** A violation that needs no figures. */
    public static Violation of(String pointer, String code) {
        return new Violation(pointer, code, Map.of());
    }
}
