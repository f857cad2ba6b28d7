package dev.bonafide.launcher.running;

import dev.bonafide.launcher.home.Secrets;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.PartEnvironment;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Mark;
import dev.bonafide.launcher.process.Programs;
import dev.bonafide.launcher.stack.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Keycloak, built beforehand and started with {@code --optimized}. Its own script would stay between us and the server
 * as a second process, so the server is started as that script starts it.
 */
final class KeycloakStart implements PartStart {
    private final Site site;
    private final Secrets secrets;
    private final Path programs;
    private final JvmOptions options;

    KeycloakStart(Site site, Secrets secrets, Path programs, JvmOptions options) {
        this.site = site;
        this.secrets = secrets;
        this.programs = programs;
        this.options = options;
    }

    @Override
    public Part part() {
        return Server.KEYCLOAK;
    }

    /** The realm as committed. */
    static Path realm(Site site) {
        return site.root().resolve("deploy/keycloak/bonafide-realm.json");
    }

    @Override
    public void prepare() {
        var realm = realm(site);
        if (Files.notExists(realm)) {
            throw new Refused("The realm is missing: " + realm);
        }
        try {
            var imports = Files.createDirectories(programs.resolve("data/import"));
            Files.copy(realm, imports.resolve("bonafide-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lay out the realm for import", e);
        }
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<>(List.of(Programs.java()));
        command.addAll(options.of(
                part(),
                new Mark(site.home(), part().key()),
                "-Xms64m",
                "-Xmx256m",
                "-XX:MetaspaceSize=96M",
                "-XX:MaxMetaspaceSize=256m"));
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dkc.home.dir=" + programs,
                "-Djboss.server.config.dir=" + programs.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp",
                programs.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm"));
        return command;
    }

    @Override
    public Path directory() {
        return programs;
    }

    @Override
    public Map<String, String> environment() {
        return PartEnvironment.ofKeycloak(site, secrets);
    }

    @Override
    public boolean isReady() {
        return Readiness.isReady(Server.KEYCLOAK, site);
    }

    @Override
    public void afterwards() {
        var marker = site.home().importedRealm();
        if (Files.notExists(marker)) {
            try {
                Files.writeString(marker, fingerprint(realm(site)));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot note the imported realm", e);
            }
        }
    }

    /** Whether the committed realm differs from the one imported; Keycloak leaves a realm alone that it has. */
    static boolean realmChanged(Site site) {
        var marker = site.home().importedRealm();
        try {
            return Files.exists(marker) && !Files.readString(marker).equals(fingerprint(realm(site)));
        } catch (IOException _) {
            return false;
        }
    }

    private static String fingerprint(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
