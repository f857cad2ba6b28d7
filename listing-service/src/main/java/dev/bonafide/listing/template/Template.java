package dev.bonafide.listing.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a listing of a category must say and show. A version never changes once it was used; a change is a new version.
 *
 * @param category key, such as {@code phones}
 * @param schema JSON Schema 2020-12 of the fields, as data
 * @param validator the same, ready to be asked
 * @param datesUntilToday fields whose date must not lie in the future
 * @param identity fields that say what the thing is: a change of one means a new review
 * @param aliases other names of brands and of the category, for search
 */
public record Template(
        String category,
        int version,
        Bilingual name,
        JsonNode schema,
        Schema validator,
        List<PhotoRole> photoRoles,
        int photosMin,
        Optional<SerialRule> serial,
        Set<String> datesUntilToday,
        Set<String> identity,
        List<Contradiction> contradictions,
        Map<Grade, GradeText> grades,
        Map<String, List<String>> aliases) {

    /** Roles of this template that none of the given photos has, in the order of the template. */
    public List<String> rolesMissing(Set<String> present) {
        return photoRoles.stream()
                .map(PhotoRole::role)
                .filter(role -> !present.contains(role))
                .toList();
    }

    /** Whether a photo may have that role. */
    public boolean hasRole(String role) {
        return photoRoles.stream().anyMatch(known -> known.role().equals(role));
    }
}
