package dev.bonafide.listing.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every template there is, read from data files. A new category is a new file and its line in the index. */
public final class Templates {
    private static final String INDEX = "templates/index.txt";
    private static final String GRADES = "grades/grades.json";

    private final Map<String, TreeMap<Integer, Template>> byCategory = new TreeMap<>();

    private Templates() {}

    /** Reads the files named in the index; one that cannot be read or contradicts itself stops the start. */
    public static Templates load() {
        try {
            Templates templates = new Templates();
            ObjectMapper json = new ObjectMapper();
            JsonNode grades = json.readTree(resource(GRADES));
            String index = new String(resource(INDEX), StandardCharsets.UTF_8);
            for (String file : index.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList()) {
                templates.add(new Reader(json.readTree(resource("templates/" + file)), grades).template());
            }
            return templates;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The templates cannot be read", unreadable);
        }
    }

    /** The newest template of each category. */
    public List<Template> current() {
        return byCategory.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    /** The newest template of that category, if there is such a category. */
    public Optional<Template> current(String category) {
        return Optional.ofNullable(byCategory.get(category))
                .map(versions -> versions.lastEntry().getValue());
    }

    /** The template a listing was written against. One that is not there is a fault of the installation. */
    public Template pinned(String category, int version) {
        return Optional.ofNullable(byCategory.get(category))
                .map(versions -> versions.get(version))
                .orElseThrow(() -> new IllegalStateException("No template " + category + " " + version));
    }

    private void add(Template template) {
        var versions = byCategory.computeIfAbsent(template.category(), _ -> new TreeMap<>());
        if (versions.putIfAbsent(template.version(), template) != null) {
            throw new IllegalStateException("Two templates " + template.category() + " " + template.version());
        }
    }

    /** The bytes of a data file that belongs to this service. */
    public static byte[] resource(String name) throws IOException {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(Templates.class::getClassLoader);
        try (InputStream stream = loader.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException(name + " is not there");
            }
            return stream.readAllBytes();
        }
    }

    /** One file. */
    private record Reader(JsonNode file, JsonNode commonGrades) {

        Template template() {
            JsonNode schema = file.required("schema");
            return new Template(
                    file.required("category").textValue(),
                    file.required("version").intValue(),
                    bilingual(file.required("name")),
                    schema,
                    registry().getSchema(schema),
                    roles(),
                    file.required("photosMin").intValue(),
                    serial(),
                    Set.copyOf(texts(file.path("datesUntilToday"))),
                    Set.copyOf(texts(file.path("identity"))),
                    contradictions(),
                    grades(),
                    aliases());
        }

        private static SchemaRegistry registry() {
            return SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));
        }

        private List<PhotoRole> roles() {
            List<PhotoRole> roles = new ArrayList<>();
            file.required("photoRoles")
                    .forEach(role -> roles.add(
                            new PhotoRole(role.required("role").textValue(), bilingual(role.required("name")))));
            return List.copyOf(roles);
        }

        private Optional<SerialRule> serial() {
            JsonNode serial = file.path("serial");
            return serial.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(new SerialRule(
                            serial.required("field").textValue(),
                            SerialRule.Kind.valueOf(serial.required("kind").textValue())));
        }

        private List<Contradiction> contradictions() {
            List<Contradiction> all = new ArrayList<>();
            for (JsonNode rule : file.path("contradictions")) {
                Set<Grade> grades = new HashSet<>();
                texts(rule.required("grades"))
                        .forEach(code -> grades.add(Grade.of(code).orElseThrow()));
                all.add(new Contradiction(rule.required("code").textValue(), Set.copyOf(grades), condition(rule)));
            }
            return List.copyOf(all);
        }

        private static Contradiction.Condition condition(JsonNode rule) {
            if (rule.has("someEntryOf")) {
                Map<String, Set<String>> with = new LinkedHashMap<>();
                rule.path("with")
                        .properties()
                        .forEach(entry -> with.put(entry.getKey(), Set.copyOf(texts(entry.getValue()))));
                return new Contradiction.SomeEntry(rule.required("someEntryOf").textValue(), Map.copyOf(with));
            }
            String field = rule.required("field").textValue();
            return rule.has("below")
                    ? new Contradiction.Below(field, rule.required("below").intValue())
                    : new Contradiction.OneOf(field, texts(rule.required("oneOf")));
        }

        private Map<Grade, GradeText> grades() {
            Map<Grade, GradeText> grades = new EnumMap<>(Grade.class);
            for (Grade grade : Grade.values()) {
                JsonNode own = file.path("grades").path(grade.code());
                JsonNode text = own.isMissingNode() ? commonGrades.required(grade.code()) : own;
                grades.put(
                        grade,
                        new GradeText(grade, bilingual(text.required("name")), bilingual(text.required("definition"))));
            }
            return Map.copyOf(grades);
        }

        private Map<String, List<String>> aliases() {
            Map<String, List<String>> aliases = new TreeMap<>();
            file.path("aliases").properties().forEach(entry -> aliases.put(entry.getKey(), texts(entry.getValue())));
            return Map.copyOf(aliases);
        }

        private static Bilingual bilingual(JsonNode node) {
            return new Bilingual(
                    node.required("en").textValue(), node.required("zh").textValue());
        }

        private static List<String> texts(JsonNode array) {
            Collection<String> texts = new ArrayList<>();
            array.forEach(value -> texts.add(value.asText()));
            return List.copyOf(texts);
        }
    }
}
