package dev.bonafide.benchmark;

import dev.bonafide.benchmark.escrow.EscrowFigures;
import dev.bonafide.benchmark.faults.FaultFigures;
import dev.bonafide.journeys.client.Addresses;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measures the figures of the house and prints them as one table. */
public final class Main {
    /** What can be measured. */
    private enum What {
        /** The installation that is running, and nothing is started or stopped. */
        RUNNING,
        /** Starting: an installation of its own goes up and down. */
        START,
        /** Starting, and then the figures of the installation that was started. */
        ALL,
        /** Movements of money per second, on a PostgreSQL of the benchmark's own. */
        ESCROW,
        /** Nothing: escrow-service, its PostgreSQL and its broker are killed under load, and what is left is checked. */
        FAULTS
    }

    private static final String SHORT = "short";
    private static final int SECONDS_SHORT = 8;
    private static final int SECONDS_LONG = 20;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var what = arguments.length < 2 ? What.RUNNING : What.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        var addresses = Addresses.fromEnvironment();
        var report = new Report(out);
        boolean held = true;
        switch (what) {
            case RUNNING ->
                new RunningHouse(addresses, Path.of(environment("BONAFIDE_HOME", ".bonafide/home"))).measure(report);
            case START -> starts(addresses, report, List.of());
            case ALL ->
                starts(addresses, report, List.of((house, figures) -> {
                    var running = new RunningHouse(addresses, house.home());
                    running.measure(figures);
                    running.measureTwoServices(house, figures);
                }));
            case ESCROW ->
                escrow(
                        addresses,
                        Arrays.stream(arguments).skip(2).map(Long::valueOf).toList(),
                        report,
                        out);
            case FAULTS -> held = faults(addresses, Arrays.asList(arguments).contains(SHORT), report, out);
        }
        report.print();
        System.exit(held ? 0 : 1);
    }

    private static void starts(Addresses addresses, Report report, List<HouseStarts.WhileUp> whileUp) throws Exception {
        try (var house = new OwnHouse(root(), Ports.offset(addresses))) {
            new HouseStarts(house).measure(report, whileUp);
            house.forget();
        }
    }

    private static void escrow(Addresses addresses, List<Long> sizes, Report report, PrintStream out) throws Exception {
        var root = root();
        try (var house = new OwnHouse(root, Ports.offset(addresses))) {
            int seconds = sizes.isEmpty() ? SECONDS_SHORT : SECONDS_LONG;
            new EscrowFigures(root, house, addresses, seconds, sizes, report, out).measure();
            house.forget();
        }
    }

    private static boolean faults(Addresses addresses, boolean brief, Report report, PrintStream out) throws Exception {
        try (var house = new OwnHouse(root(), Ports.offset(addresses))) {
            boolean held = new FaultFigures(house, addresses, brief, report, out).measure();
            if (held) {
                house.forget();
            }
            return held;
        }
    }

    private static Path root() {
        return Path.of(environment("BONAFIDE_ROOT", ".")).toAbsolutePath().normalize();
    }

    private static String environment(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
    }
}
