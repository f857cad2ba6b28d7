package dev.bonafide.journeys.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP and JSON to an installation. Thread-safe. */
public final class Gateway {
    /** A move of the clock answers when every timer on the way has fired, which on a busy machine takes minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Addresses addresses;

    public Gateway(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Where this installation is. */
    public Addresses addresses() {
        return addresses;
    }

    /** Logs a demo person in, whose password is the name, and answers who speaks from then on. */
    public Person logIn(String username) {
        return new Person(this, username, username);
    }

    /** Sends JSON, or no body where it is null. */
    public Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        return body instanceof byte[] bytes
                ? send(method, path, BodyPublishers.ofByteArray(bytes), headers)
                : send(
                        method,
                        path,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)),
                        headers);
    }

    private Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        var builder = HttpRequest.newBuilder(URI.create(addresses.gateway() + path))
                .timeout(PATIENCE)
                .method(method, body);
        if (!headers.containsKey("Content-Type")) {
            builder.header("Content-Type", "application/json");
        }
        headers.forEach(builder::header);
        try {
            var response = http.send(builder.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), json(response.body()), response.headers());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(method + " " + path + ": " + unreachable, unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Asks the identity provider for a token by password; for demo people only. */
    JsonNode token(String username, String password) {
        var form = Map.of(
                "grant_type", "password", "client_id", "bonafide-web", "username", username, "password", password);
        var encoded = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(
                        URI.create(addresses.identityProvider() + "/realms/bonafide/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new UnexpectedAnswer(
                        "No token for " + username + ": " + response.statusCode() + " " + response.body());
            }
            return json(response.body());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode().put("text", text);
        }
    }
}
