package dev.bonafide.risk.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule set as text: one YAML document with its name and the files that belong to it, then the rules in that order. The
 * text is kept with the decisions, so that each of them can be repeated.
 *
 * @param text all documents
 * @param version name and the beginning of the text's hash, so that two different texts never share a version
 */
public record PolicyText(String text, String version) {
    private static final String BETWEEN = "\n---\n";
    private static final int HASH_LENGTH = 8;
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record Head(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) List<String> rules) {}

    /** Reads the rule set in {@code rules/<folder>} on the class path. */
    public static PolicyText load(String folder) {
        var head = resource(folder + "/policy.yaml");
        var text = new StringBuilder(head);
        for (var rule : readHead(head).rules()) {
            text.append(BETWEEN).append(resource(folder + "/" + rule + ".yaml"));
        }
        return of(text.toString());
    }

    /** The rule set of a text that was kept, or made by a test. */
    public static PolicyText of(String text) {
        return new PolicyText(text, readHead(text).name() + "-" + hash(text));
    }

    /** The rules, in the order of the policy. */
    List<Rule> rules() {
        var documents = documents(text);
        var rules = new ArrayList<Rule>();
        for (var document : documents.subList(1, documents.size())) {
            try {
                rules.add(YAML.treeToValue(document, Rule.class));
            } catch (IOException | IllegalArgumentException malformed) {
                throw new BrokenPolicyException(
                        "rule " + document.path("id").asText("without id") + ": " + malformed.getMessage(), malformed);
            }
        }
        return rules;
    }

    private static Head readHead(String text) {
        try {
            return YAML.treeToValue(documents(text).getFirst(), Head.class);
        } catch (IOException malformed) {
            throw new BrokenPolicyException("policy.yaml: " + malformed.getMessage(), malformed);
        }
    }

    private static List<JsonNode> documents(String text) {
        try (var parser = YAML.getFactory().createParser(text)) {
            var documents =
                    YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll();
            if (documents.isEmpty()) {
                throw new BrokenPolicyException("it is empty", null);
            }
            return documents;
        } catch (IOException malformed) {
            throw new BrokenPolicyException("not readable as YAML: " + malformed.getMessage(), malformed);
        }
    }

    private static String resource(String path) {
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (var stream =
                (loader == null ? PolicyText.class.getClassLoader() : loader).getResourceAsStream("rules/" + path)) {
            if (stream == null) {
                throw new BrokenPolicyException("there is no rules/" + path, null);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new BrokenPolicyException("rules/" + path + " cannot be read", unreadable);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
