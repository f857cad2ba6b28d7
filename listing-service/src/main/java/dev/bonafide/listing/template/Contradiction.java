package dev.bonafide.listing.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A grade that cannot be true beside another statement of the same listing.
 *
 * @param code told to the seller
 * @param grades for which the condition is a contradiction
 */
public record Contradiction(String code, Set<Grade> grades, Condition when) {

    /** What contradicts the grades. */
    public sealed interface Condition {

        /** Whether the stated fields fulfil it. A field that is absent never does. */
        boolean holds(JsonNode fields);
    }

    /** Some entry of a list has, in each named property, one of the given values. */
    public record SomeEntry(String list, Map<String, Set<String>> with) implements Condition {
        @Override
        public boolean holds(JsonNode fields) {
            for (JsonNode entry : fields.path(list)) {
                if (with.entrySet().stream()
                        .allMatch(wanted -> wanted.getValue()
                                .contains(entry.path(wanted.getKey()).asText()))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A whole number is below a limit. */
    public record Below(String field, int limit) implements Condition {
        @Override
        public boolean holds(JsonNode fields) {
            return fields.path(field).isInt() && fields.path(field).intValue() < limit;
        }
    }

    /** A text is one of some. */
    public record OneOf(String field, List<String> values) implements Condition {
        @Override
        public boolean holds(JsonNode fields) {
            return values.contains(fields.path(field).asText());
        }
    }

    /** Whether a listing of that grade contradicts itself here. */
    public boolean holds(Grade grade, JsonNode fields) {
        return grades.contains(grade) && when.holds(fields);
    }
}
