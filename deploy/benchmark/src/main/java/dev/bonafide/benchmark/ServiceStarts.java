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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * How long one service takes until it is ready, with the JDK's AOT cache and without, by turns. Its process is started as
 * the launcher started it, word for word, so that the cache is the only difference. Linux only: the words come from
 * {@code /proc}.
 */
final class ServiceStarts {
    private static final String SERVICE = "listing";
    private static final String CACHE = "-XX:AOTCache=";
    private static final int ROUNDS = 5;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** How a process was started. */
    private record Recipe(List<String> command, Map<String, String> environment, Path directory) {
        static Recipe of(long pid) throws IOException {
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

        boolean hasCache() {
            return command.stream().anyMatch(word -> word.startsWith(CACHE));
        }

        Recipe withoutCache() {
            var shorter =
                    command.stream().filter(word -> !word.startsWith(CACHE)).toList();
            return new Recipe(shorter, environment, directory);
        }

        Process start() throws IOException {
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return builder.start();
        }
    }

    private record Start(double seconds, long megabytes) {}

    void measure(OwnHouse house, Report report) throws IOException, InterruptedException {
        var part = house.parts().stream()
                .filter(running -> running.name().equals(SERVICE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(SERVICE + " does not run"));
        var cached = Recipe.of(part.pid());
        if (!cached.hasCache()) {
            throw new IllegalStateException(SERVICE + " was started without an AOT cache; ./bonafide warm trains it");
        }
        house.stop(SERVICE);
        var with = new ArrayList<Start>();
        var without = new ArrayList<Start>();
        for (int n = 0; n < ROUNDS; n++) {
            without.add(start(cached.withoutCache(), part.port()));
            with.add(start(cached, part.port()));
        }
        house.start(SERVICE);
        double quick = median(with.stream().mapToDouble(Start::seconds));
        double plain = median(without.stream().mapToDouble(Start::seconds));
        report.figure(
                "Start of " + SERVICE + "-service until ready, AOT cache / plain",
                String.format(Locale.ROOT, "%.2f s / %.2f s = %.2f", quick, plain, quick / plain),
                "≤ 1.2 s, ratio ≤ 0.6");
        report.figure(
                "Resident memory of " + SERVICE + "-service when ready, AOT cache",
                String.format(Locale.ROOT, "%.0f MB", median(with.stream().mapToDouble(Start::megabytes))),
                "≤ 230 MB");
    }

    private static Start start(Recipe recipe, int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var process = recipe.start();
        try {
            while (!isReady(port)) {
                if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IllegalStateException(
                            SERVICE + " did not become ready; its words were " + String.join(" ", recipe.command()));
                }
                LockSupport.parkNanos(5_000_000);
            }
            return new Start((System.nanoTime() - start) / 1e9, residentMegabytes(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
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
        } catch (IOException _) {
            return false;
        }
    }

    private static long residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    private static double median(DoubleStream values) {
        var sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
