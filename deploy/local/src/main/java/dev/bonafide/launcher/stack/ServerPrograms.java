package dev.bonafide.launcher.stack;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Stopwatch;
import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.home.HomeLock;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Mark;
import dev.bonafide.launcher.process.Spawner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The programs of PostgreSQL, Kafka and Keycloak, fetched from the package registry and unpacked once for all homes.
 *
 * <p>Each is prepared in a folder of its own name with {@code .part} at the end and renamed when whole, so a launcher
 * killed in the middle leaves nothing that looks finished.
 */
public final class ServerPrograms {
    private static final Duration OTHER_LAUNCHER_MAX = Duration.ofMinutes(10);

    private final Site site;
    private final StackVersions versions;
    private final Console console;

    /** The programs this repository is pinned to. */
    public ServerPrograms(Site site, StackVersions versions, Console console) {
        this.site = site;
        this.versions = versions;
        this.console = console;
    }

    /** Folder with PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    public Path postgres() {
        return site.runtime().resolve("postgres-" + versions.postgres() + "-" + Platform.here());
    }

    /** Folder with Kafka's {@code libs}. */
    public Path kafka() {
        return site.runtime().resolve("kafka-" + versions.kafka());
    }

    /** Keycloak's own folder, built for PostgreSQL. */
    public Path keycloak() {
        return site.runtime().resolve("keycloak-" + versions.keycloak());
    }

    /** Fetches and unpacks what these parts miss. Keycloak is left unbuilt; see {@link #buildKeycloak}. */
    public void fetch(Collection<? extends Part> parts) throws InterruptedException {
        var withKeycloak = parts.contains(Server.KEYCLOAK);
        if (isThere(postgres()) && isThere(kafka()) && (!withKeycloak || isThere(unbuiltKeycloak(), keycloak()))) {
            return;
        }
        try (var _ = HomeLock.take(site.runtime().resolve("fetching.lock"), OTHER_LAUNCHER_MAX)
                .orElseThrow(() -> new Refused("Another launcher has been fetching the servers for ten minutes."))) {
            console.say("  fetching the servers that are missing from the package registry ...");
            fetchPostgres();
            fetchKafka();
            if (withKeycloak) {
                fetchKeycloak();
            }
        }
    }

    private void fetchPostgres() throws InterruptedException {
        if (isThere(postgres())) {
            return;
        }
        var time = new Stopwatch();
        var part = emptied(postgres());
        maven("fetch PostgreSQL", "dependency:copy@postgres", part, "-Dpostgres.platform=" + Platform.here());
        TarXz.unpackFromJar(part.resolve("postgres-binaries.jar"), part);
        delete(part.resolve("postgres-binaries.jar"));
        finish(part, postgres());
        console.progress("PostgreSQL", time, "fetched " + versions.postgres());
    }

    private void fetchKafka() throws InterruptedException {
        if (isThere(kafka())) {
            return;
        }
        var time = new Stopwatch();
        var part = emptied(kafka());
        maven("fetch Kafka", "dependency:copy-dependencies@kafka", part);
        finish(part, kafka());
        console.progress("Kafka", time, "fetched " + versions.kafka());
    }

    private void fetchKeycloak() throws InterruptedException {
        if (isThere(unbuiltKeycloak(), keycloak())) {
            return;
        }
        var time = new Stopwatch();
        var part = emptied(keycloak());
        maven("fetch Keycloak", "dependency:unpack@keycloak", part);
        finish(part.resolve("keycloak-" + versions.keycloak()), unbuiltKeycloak());
        Home.deleteTree(part);
        console.progress("Keycloak", time, "fetched " + versions.keycloak());
    }

    /** Lets Keycloak arrange itself for PostgreSQL, once per machine: every start is quick afterwards. */
    public void buildKeycloak() throws InterruptedException {
        if (isThere(keycloak())) {
            return;
        }
        try (var _ = HomeLock.take(site.runtime().resolve("keycloak-build.lock"), OTHER_LAUNCHER_MAX)
                .orElseThrow(() -> new Refused("Another launcher has been building Keycloak for ten minutes."))) {
            if (isThere(keycloak())) {
                return;
            }
            var time = new Stopwatch();
            var mark = new Mark(site.home(), "keycloak-build");
            var script = unbuiltKeycloak().resolve("bin").resolve(isWindows() ? "kc.bat" : "kc.sh");
            var command = new ArrayList<String>();
            if (!isWindows()) {
                command.add("sh");
            }
            command.addAll(List.of(
                    script.toString(),
                    "build",
                    "--db=postgres",
                    "--health-enabled=true",
                    "--features-disabled=kerberos,ciba,device-flow,par"));
            command.addAll(mark.jvmOptions());
            var exit = new Spawner(site.home()).run(mark.part(), command, unbuiltKeycloak(), Map.of());
            if (exit != 0) {
                throw new Failed(
                        "Keycloak could not be built; see " + site.home().log(mark.part()));
            }
            finish(unbuiltKeycloak(), keycloak());
            console.progress("Keycloak", time, "built for PostgreSQL, once per machine");
        }
    }

    private Path unbuiltKeycloak() {
        return site.runtime().resolve("keycloak-" + versions.keycloak() + "-unbuilt");
    }

    private void maven(String what, String goal, Path directory, String... more) throws InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "-q",
                "-f",
                site.root().resolve("deploy/local/stack/pom.xml").toString(),
                goal,
                "-Dpostgres.binaries.version=" + versions.postgres(),
                "-Dkafka.broker.version=" + versions.kafka(),
                "-Dlog4j-slf4j.version=" + versions.log4jBridge(),
                "-Dkeycloak.version=" + versions.keycloak(),
                "-Dstack.directory=" + directory));
        arguments.addAll(List.of(more));
        new Maven(site).run(what, arguments, _ -> {});
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    private static boolean isThere(Path... anyOf) {
        return List.of(anyOf).stream().anyMatch(Files::isDirectory);
    }

    private static Path emptied(Path target) {
        var part = target.resolveSibling(target.getFileName() + ".part");
        Home.deleteTree(part);
        try {
            return Files.createDirectories(part);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + part, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file, e);
        }
    }

    private static void finish(Path part, Path target) {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put " + target + " in place", e);
        }
    }
}
