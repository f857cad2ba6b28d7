package dev.bonafide.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.problem.Problems;
import dev.bonafide.kit.text.Language;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns requests into hashes, and answers into what the table keeps. */
@ApplicationScoped
class StoredAnswers {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final ObjectMapper mapper;
    private final ObjectMapper canonical;
    private final Problems problems;

    StoredAnswers(ObjectMapper mapper, Problems problems) {
        this.mapper = mapper;
        this.canonical = mapper.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.problems = problems;
    }

    /** SHA-256 of method, path and body, in which the order of the body's fields plays no part. */
    String hash(IdempotentRequest request) {
        JsonNode body = request.body() == null ? NullNode.getInstance() : mapper.valueToTree(request.body());
        try {
            // Only as plain maps are the fields put in order.
            String sorted = canonical.writeValueAsString(canonical.treeToValue(body, Object.class));
            return HexFormat.of().formatHex(sha256(request.method() + '\n' + request.path() + '\n' + sorted));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A body that was read has no JSON form", impossible);
        }
    }

    /** What PostgreSQL locks for a key of a subject. */
    static long lock(IdempotentRequest request) {
        return ByteBuffer.wrap(sha256(request.subject() + '\n' + request.key())).getLong();
    }

    StoredAnswer render(Answer answer, @Nullable RoutingContext context) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        Object body = answer.body();
        if (body instanceof Problem problem) {
            Language language = context == null ? Language.ENGLISH : Problems.language(context);
            headers.put(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
            headers.put(HttpHeaders.CONTENT_LANGUAGE, language.tag());
            body = problems.complete(problem, context, language);
        } else if (body != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        return new StoredAnswer("", answer.status(), headers, body == null ? null : json(body));
    }

    /** The answer as a row has it: hash, status, headers and body, from a column on. */
    StoredAnswer read(@Nullable Object[] row, int first) {
        try {
            return new StoredAnswer(
                    text(row[first]),
                    ((Number) Objects.requireNonNull(row[first + 1])).intValue(),
                    mapper.readValue(text(row[first + 2]), HEADERS),
                    (String) row[first + 3]);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A kept answer cannot be read", damaged);
        }
    }

    String headersJson(StoredAnswer answer) {
        return json(answer.headers());
    }

    private static String text(@Nullable Object column) {
        return (String) Objects.requireNonNull(column);
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " has no JSON form", broken);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
