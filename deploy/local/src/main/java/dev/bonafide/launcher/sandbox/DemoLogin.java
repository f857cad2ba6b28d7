package dev.bonafide.launcher.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.stack.Failed;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** People of the sandbox realm in whose name a command asks the gateway; their password is their name. */
public enum DemoLogin {
    /** Runs the installation. */
    OPERATOR("otto"),
    /** Looks after the books. */
    FINANCE("fiona");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String username;

    DemoLogin(String username) {
        this.username = username;
    }

    /** A fresh access token. */
    public String token(Site site, HttpClient client) throws InterruptedException, IOException {
        var form = "grant_type=password&client_id=bonafide-web&username=" + encoded(username) + "&password="
                + encoded(username);
        var response = client.send(
                HttpRequest.newBuilder(URI.create(site.issuer() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var token =
                new ObjectMapper().readTree(response.body()).path("access_token").asText("");
        if (token.isEmpty()) {
            throw new Failed(
                    "Keycloak gave no token to the demo login " + username + " (status " + response.statusCode() + ").");
        }
        return token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
