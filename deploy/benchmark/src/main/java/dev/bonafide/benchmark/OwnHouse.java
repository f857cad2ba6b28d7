package dev.bonafide.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An installation of the benchmark's own, started and stopped by the launcher like anybody's, so that nobody's data are
 * touched. It uses the usual ports; where they are taken the launcher says by whom. No process of it is left, also after
 * Ctrl-C.
 */
public final class OwnHouse implements AutoCloseable {
    /** Makes every JVM that is started do without its AOT cache, Keycloak's and the launcher's own included. */
    private static final Map<String, String> WITHOUT_CACHES = Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=off");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Seconds from the command until every part is ready, and until the demo data are planted too. */
    record Up(double ready, double planted) {}

    /** A part as {@code ./bonafide status} shows it; megabytes are minus one where the system does not tell. */
    public record Part(String name, long pid, int port, long megabytes) {}

    private final Path root;
    private final int portOffset;
    private final Path home;
    private volatile boolean mayRun;

    public OwnHouse(Path root, int portOffset) {
        this.root = root;
        this.portOffset = portOffset;
        this.home = root.resolve(".bonafide/benchmark");
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAtTheEnd));
    }

    public Path home() {
        return home;
    }

    /** Packages what is stale and trains the AOT caches that are missing; minutes the first time, seconds after. */
    void prepare() throws IOException, InterruptedException {
        settle();
        run(Map.of(), "warm");
    }

    /** The same for these parts alone. */
    public void prepareOnly(String... parts) throws IOException, InterruptedException {
        settle();
        run(Map.of(), "warm", "--only", String.join(",", parts));
    }

    private void settle() throws IOException, InterruptedException {
        down();
        // Where the launcher keeps it, so that every command uses these ports.
        Files.createDirectories(home);
        Files.writeString(home.resolve("settings.properties"), "port.offset=" + portOffset + "\n");
    }

    /** Starts from empty data and plants the demo data. */
    Up upFresh() throws IOException, InterruptedException {
        return upFresh(Map.of());
    }

    /** The same while no JVM may use its cache, as on a machine where none was ever trained. */
    Up upFreshWithoutCaches() throws IOException, InterruptedException {
        return upFresh(WITHOUT_CACHES);
    }

    /** Starts only these parts, from empty data. */
    public void upFreshOnly(String... parts) throws IOException, InterruptedException {
        mayRun = true;
        run(
                Map.of(),
                "up",
                "--fresh",
                "--no-seed",
                "--only",
                String.join(",", parts),
                "--port-offset",
                Integer.toString(portOffset));
    }

    /** Starts with the data there are, and answers how many seconds it took. */
    double upAgain() throws IOException, InterruptedException {
        mayRun = true;
        return seconds(Map.of(), "up");
    }

    public void down() throws IOException, InterruptedException {
        run(Map.of(), "down");
        mayRun = false;
    }

    public void start(String part) throws IOException, InterruptedException {
        run(Map.of(), "start", part);
    }

    public void stop(String part) throws IOException, InterruptedException {
        run(Map.of(), "stop", part);
    }

    /** As a power cut would. */
    public void kill(String part) throws IOException, InterruptedException {
        run(Map.of(), "kill", part);
    }

    /** Every part that runs. */
    public List<Part> parts() throws IOException, InterruptedException {
        var process = launcher(Map.of(), List.of("status", "--json"))
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        var parts = new ArrayList<Part>();
        for (JsonNode line : JSON.readTree(process.getInputStream())) {
            if (line.path("pid").asLong() > 0) {
                parts.add(new Part(
                        line.path("part").asText(),
                        line.path("pid").asLong(),
                        line.path("port").asInt(),
                        line.path("residentMegabytes").asLong()));
            }
        }
        process.waitFor();
        return parts;
    }

    /** Stops it. Its logs stay, because something may have gone wrong. */
    @Override
    public void close() throws IOException, InterruptedException {
        down();
    }

    /** Removes everything that was ever in it. */
    public void forget() throws IOException, InterruptedException {
        down();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Up upFresh(Map<String, String> environment) throws IOException, InterruptedException {
        mayRun = true;
        double ready = seconds(environment, "up", "--fresh", "--no-seed");
        return new Up(ready, ready + seconds(environment, "seed"));
    }

    private double seconds(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        long start = System.nanoTime();
        run(environment, words);
        return (System.nanoTime() - start) / 1e9;
    }

    private void run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        int exit = launcher(environment, List.of(words)).start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("./bonafide " + String.join(" ", words) + " ended with exit code " + exit);
        }
    }

    private ProcessBuilder launcher(Map<String, String> environment, List<String> words) {
        var command = new ArrayList<>(List.of(root.resolve("bonafide").toString()));
        command.addAll(words);
        command.addAll(List.of("--home", home.toString()));
        var builder = new ProcessBuilder(command).directory(root.toFile()).inheritIO();
        builder.environment().putAll(environment);
        return builder;
    }

    private void stopAtTheEnd() {
        if (!mayRun) {
            return;
        }
        try {
            down();
        } catch (IOException | InterruptedException failure) {
            System.err.println("The benchmark's installation may still run: ./bonafide down --home " + home);
        }
    }
}
