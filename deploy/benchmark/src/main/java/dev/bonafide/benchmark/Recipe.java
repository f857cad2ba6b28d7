package dev.bonafide.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How a service's process was started, word for word, so that it can be started so again. Linux only: from {@code /proc}. */
public record Recipe(List<String> command, Map<String, String> environment, Path directory) {
    private static final String CACHE = "-XX:AOTCache=";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    public static Recipe of(long pid) throws IOException {
        var process = Path.of("/proc/" + pid);
        var environment = new HashMap<String, String>();
        for (var entry : words(process.resolve("environ"))) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return new Recipe(
                words(process.resolve("cmdline")), environment, Files.readSymbolicLink(process.resolve("cwd")));
    }

    private static List<String> words(Path file) throws IOException {
        return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
    }

    public boolean hasCache() {
        return command.stream().anyMatch(word -> word.startsWith(CACHE));
    }

    public Recipe withoutCache() {
        var shorter = command.stream().filter(word -> !word.startsWith(CACHE)).toList();
        return new Recipe(shorter, environment, directory);
    }

    /** The same with further settings, which stand where those of the JVM do. */
    public Recipe with(List<String> settings) {
        var longer = new ArrayList<>(command);
        longer.addAll(longer.lastIndexOf("-jar"), settings);
        return new Recipe(longer, environment, directory);
    }

    /** Starts it; nobody reads what it prints. */
    public Process start() throws IOException {
        return start(ProcessBuilder.Redirect.DISCARD);
    }

    /** Starts it; what it prints is added to the file. */
    public Process start(Path log) throws IOException {
        return start(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private Process start(ProcessBuilder.Redirect output) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Returns when the service at that port says that it is ready. */
    public void awaitReady(Process process, int port) {
        long start = System.nanoTime();
        while (!isReady(port)) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("It did not become ready; its words were " + String.join(" ", command));
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static boolean isReady(int port) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
