package dev.bonafide.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * How long one service takes until it is ready, with the JDK's AOT cache and without, by turns. Its process is started as
 * the launcher started it, word for word, so that the cache is the only difference.
 */
final class ServiceStarts {
    private static final String SERVICE = "listing";
    private static final int ROUNDS = 5;

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
            recipe.awaitReady(process, port);
            return new Start((System.nanoTime() - start) / 1e9, residentMegabytes(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
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
