package dev.bonafide.launcher.ledger;

import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.sandbox.DemoLogin;
import dev.bonafide.launcher.stack.Failed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Fetches the export of the ledger through the gateway, as the demo login of finance. */
public final class LedgerExport {
    /** Until the answer begins; a large ledger then takes as long as it takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int OK = 200;

    private final Site site;

    /** The ledger of this installation. */
    public LedgerExport(Site site) {
        this.site = site;
    }

    /** Writes the export into the file, which is there only once it is whole. */
    public void into(Path file) throws InterruptedException {
        var target = file.toAbsolutePath();
        var partial = target.resolveSibling(target.getFileName() + ".part");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(site.gatewayUrl() + "/v1/ledger/export"))
                    .header("Authorization", "Bearer " + DemoLogin.FINANCE.token(site, client))
                    .timeout(PATIENCE)
                    .GET()
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != OK) {
                    throw new Failed("The gateway answered " + response.statusCode() + ":\n"
                            + new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
                Files.copy(body, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Failed("The export could not be fetched from " + site.gatewayUrl() + " into " + file + " (" + reason
                    + "). What runs is shown by ./bonafide status");
        }
    }
}
