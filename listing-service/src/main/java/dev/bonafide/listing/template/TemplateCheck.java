package dev.bonafide.listing.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds what a seller stated against the template and names everything that is wrong at once. */
public final class TemplateCheck {
    private static final String FIELDS = "/fields";

    private TemplateCheck() {}

    /**
     * All that is wrong, ordered by pointer, one entry for each field.
     *
     * @param fields as stated, the serial number among them
     * @param today on the house clock, in UTC
     */
    public static List<Violation> violations(Template template, JsonNode fields, LocalDate today) {
        Map<String, Violation> found = new TreeMap<>();
        for (Error error : template.validator().validate(fields)) {
            keep(found, translated(error));
        }
        unreadable(FIELDS, fields).forEach(pointer -> keep(found, Violation.of(pointer, "INVALID_FORMAT")));
        for (String field : template.datesUntilToday()) {
            LocalDate date = date(fields.path(field));
            if (date != null && date.isAfter(today)) {
                keep(found, new Violation(FIELDS + "/" + field, "DATE_IN_FUTURE", Map.of("today", today.toString())));
            }
        }
        template.serial().ifPresent(rule -> {
            JsonNode serial = fields.path(rule.field());
            if (serial.isTextual() && rule.normalised(serial.textValue()).isEmpty()) {
                keep(found, Violation.of(FIELDS + "/" + rule.field(), "SERIAL_INVALID"));
            }
        });
        Grade.of(fields.path("grade").asText())
                .ifPresent(
                        grade -> contradictions(template, grade, fields).forEach(violation -> keep(found, violation)));
        return List.copyOf(found.values());
    }

    /** The fields without the serial number, which is kept apart. */
    public static ObjectNode withoutSerial(Template template, ObjectNode fields) {
        ObjectNode open = fields.deepCopy();
        template.serial().ifPresent(rule -> open.remove(rule.field()));
        return open;
    }

    /** Whether a text can be kept and shown: no control sign that ends texts elsewhere, and no half characters. */
    public static boolean isPlain(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static List<String> unreadable(String pointer, JsonNode value) {
        List<String> pointers = new ArrayList<>();
        if (value.isTextual() && !isPlain(value.textValue())) {
            pointers.add(pointer);
        }
        value.properties()
                .forEach(member -> pointers.addAll(unreadable(pointer + "/" + member.getKey(), member.getValue())));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            pointers.addAll(unreadable(pointer + "/" + i, value.get(i)));
        }
        return pointers;
    }

    private static List<Violation> contradictions(Template template, Grade grade, JsonNode fields) {
        List<Violation> all = new ArrayList<>();
        for (Contradiction contradiction : template.contradictions()) {
            if (contradiction.holds(grade, fields)) {
                all.add(new Violation(FIELDS + "/grade", contradiction.code(), Map.of("grade", grade.code())));
            }
        }
        all.sort(Comparator.comparing(Violation::code));
        return all;
    }

    // The first one wins: a field that is absent, or of the wrong type, needs no second complaint.
    private static void keep(Map<String, Violation> found, Violation violation) {
        found.putIfAbsent(violation.pointer(), violation);
    }

    private static Violation translated(Error error) {
        String at = FIELDS + error.getInstanceLocation();
        JsonNode limit = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> Violation.of(at + "/" + error.getProperty(), "REQUIRED");
            case "additionalProperties", "unevaluatedProperties" ->
                Violation.of(at + "/" + error.getProperty(), "UNKNOWN_FIELD");
            case "type" -> new Violation(at, "WRONG_TYPE", Map.of("type", limit.asText()));
            case "enum" -> new Violation(at, "NOT_ALLOWED", Map.of("allowed", texts(limit)));
            case "const" -> new Violation(at, "NOT_ALLOWED", Map.of("allowed", limit.asText()));
            case "minimum", "maximum" -> new Violation(at, "OUT_OF_RANGE", range(error));
            case "minLength" -> new Violation(at, "TOO_SHORT", Map.of("min", limit.asInt()));
            case "maxLength" -> new Violation(at, "TOO_LONG", Map.of("max", limit.asInt()));
            case "maxItems" -> new Violation(at, "TOO_MANY", Map.of("max", limit.asInt()));
            case "uniqueItems" -> Violation.of(at, "DUPLICATED");
            case null, default -> Violation.of(at, "INVALID_FORMAT");
        };
    }

    private static Map<String, Object> range(Error error) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put(
                "min",
                "minimum".equals(error.getKeyword()) ? error.getSchemaNode().asText() : "…");
        range.put(
                "max",
                "maximum".equals(error.getKeyword()) ? error.getSchemaNode().asText() : "…");
        return range;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static @Nullable LocalDate date(JsonNode value) {
        try {
            return value.isTextual() ? LocalDate.parse(value.textValue()) : null;
        } catch (DateTimeException malformed) {
            // The schema has named it already.
            return null;
        }
    }
}
