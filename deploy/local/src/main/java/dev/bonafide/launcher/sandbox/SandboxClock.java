package dev.bonafide.launcher.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.stack.Failed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads and moves the clock of all services through the gateway, as the demo operator. */
public final class SandboxClock {
    /** A move over weeks waits for every timer on the way. */
    private static final Duration MOVE_PATIENCE = Duration.ofMinutes(10);

    private static final int FIRST_BAD_STATUS = 300;

    private final Site site;
    private final ObjectMapper json = new ObjectMapper();

    /** The clock of this installation. */
    public SandboxClock(Site site) {
        this.site = site;
    }

    /** The answer of the gateway, pretty. */
    public String show() throws InterruptedException {
        return ask(HttpRequest.newBuilder(address()).GET());
    }

    /** Moves the clock and gives the answer, which comes when every timer due has fired. */
    public String advance(Duration by) throws InterruptedException {
        var body =
                json.createObjectNode().put("advance", ClockAdvance.toIso(by)).toString();
        return ask(HttpRequest.newBuilder(address())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI address() {
        return URI.create(site.gatewayUrl() + "/v1/sandbox/clock");
    }

    private String ask(HttpRequest.Builder request) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var token = DemoLogin.OPERATOR.token(site, client);
            var response = client.send(
                    request.header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .timeout(MOVE_PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_BAD_STATUS) {
                throw new Failed("The gateway answered " + response.statusCode() + ":\n" + pretty(response.body()));
            }
            return pretty(response.body());
        } catch (IOException e) {
            throw new Failed("The gateway at " + site.gatewayUrl() + " does not answer (" + reason(e)
                    + "). What runs is shown by ./bonafide status");
        }
    }

    /** A refused connection has no message of its own. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String pretty(String body) {
        try {
            JsonNode tree = json.readTree(body);
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException _) {
            return body;
        }
    }
}
