package dev.bonafide.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bonafide.gateway.routes.Route;
import dev.bonafide.gateway.routes.RouteTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes one description out of those of the services. Shows only paths that the gateway leads to the service that describes
 * them. Components carry the name of their service, so that two services may each have a {@code Stage}.
 */
final class OpenApiMerge {

    private static final String REFERENCE = "#/components/";
    private static final String SECURITY_SCHEMES = "securitySchemes";
    private static final String TOKEN = "token";
    private static final Set<String> OPERATIONS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final RouteTable routes;
    private final JsonNodeFactory make = JsonNodeFactory.instance;
    private final Map<String, JsonNode> paths = new TreeMap<>();
    private final Map<String, Map<String, JsonNode>> components = new TreeMap<>();
    private final Map<String, JsonNode> tags = new TreeMap<>();
    private final Set<String> operationIds = new HashSet<>();

    OpenApiMerge(RouteTable routes) {
        this.routes = routes;
    }

    /** Adds what a service says of itself. The description is used up. */
    void add(String service, ObjectNode description) {
        String prefix = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1) + "_";
        rewriteReferences(description, prefix);
        description.path("paths").properties().forEach(path -> {
            if (leadsTo(path.getKey(), service)) {
                path.getValue().properties().forEach(operation -> {
                    if (OPERATIONS.contains(operation.getKey())) {
                        adapt((ObjectNode) operation.getValue(), service, path.getKey());
                    }
                });
                paths.put(path.getKey(), path.getValue());
            }
        });
        description.path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals(SECURITY_SCHEMES)) {
                Map<String, JsonNode> named = components.computeIfAbsent(kind.getKey(), _ -> new TreeMap<>());
                kind.getValue().properties().forEach(one -> named.put(prefix + one.getKey(), one.getValue()));
            }
        });
        description
                .path("tags")
                .forEach(tag -> tags.putIfAbsent(tag.path("name").asText(), tag));
    }

    /** The whole, naming those who did not describe themselves. */
    ObjectNode whole(String version, List<String> missing) {
        ObjectNode whole = make.objectNode().put("openapi", "3.1.0");
        ObjectNode info = whole.putObject("info").put("title", "Bonafide").put("version", version);
        info.put(
                "description",
                "Trust and escrow for second-hand marketplaces: everything a client can ask."
                        + (missing.isEmpty()
                                ? ""
                                : "\n\nNot described just now, because not reachable: "
                                        + String.join(", ", new TreeSet<>(missing)) + "."));
        whole.putArray("servers").addObject().put("url", "/");
        whole.putArray("security").addObject().putArray(TOKEN);
        ArrayNode allTags = whole.putArray("tags");
        tags.values().forEach(allTags::add);
        ObjectNode allPaths = whole.putObject("paths");
        paths.forEach(allPaths::set);
        ObjectNode allComponents = whole.putObject("components");
        components.forEach((kind, named) -> {
            ObjectNode all = allComponents.putObject(kind);
            named.forEach(all::set);
        });
        allComponents
                .putObject(SECURITY_SCHEMES)
                .putObject(TOKEN)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "An access token of the realm");
        return whole;
    }

    private boolean leadsTo(String path, String service) {
        return routes.find(path)
                .filter(route -> route.service().equals(service))
                .isPresent();
    }

    private void adapt(ObjectNode operation, String service, String path) {
        // One scheme holds for all; what needs no token says so.
        operation.remove("security");
        if (routes.find(path).filter(Route::isOpen).isPresent()) {
            operation.putArray("security");
        }
        String id = operation.path("operationId").asText();
        if (!id.isEmpty() && !operationIds.add(id)) {
            String own = service + "_" + id;
            operation.put("operationId", own);
            operationIds.add(own);
        }
    }

    private static void rewriteReferences(JsonNode node, String prefix) {
        if (node instanceof ObjectNode object) {
            JsonNode reference = object.get("$ref");
            if (reference != null && reference.isTextual()) {
                object.put("$ref", prefixed(reference.asText(), prefix));
            }
            if (object.path("discriminator").path("mapping") instanceof ObjectNode mapping) {
                mapping.properties()
                        .forEach(entry -> entry.setValue(
                                mapping.textNode(prefixed(entry.getValue().asText(), prefix))));
            }
        }
        node.forEach(child -> rewriteReferences(child, prefix));
    }

    private static String prefixed(String reference, String prefix) {
        if (!reference.startsWith(REFERENCE) || reference.startsWith(REFERENCE + SECURITY_SCHEMES)) {
            return reference;
        }
        int name = reference.indexOf('/', REFERENCE.length()) + 1;
        return name == 0 ? reference : reference.substring(0, name) + prefix + reference.substring(name);
    }
}
