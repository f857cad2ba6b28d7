package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.PartEnvironment;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Mark;
import dev.bonafide.launcher.process.Programs;
import dev.bonafide.launcher.process.Spawner;
import dev.bonafide.launcher.running.Readiness;
import dev.bonafide.launcher.stack.Refused;
import dev.bonafide.launcher.stack.ServiceBuild;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stories told by the module {@code journeys}, which act from outside like any client. */
final class Journeys {
    private static final String MAIN = "dev.bonafide.journeys.Main";
    private static final String BENCHMARK = "dev.bonafide.benchmark.Main";

    private final Site site;
    private final Console console;

    Journeys(Site site, Console console) {
        this.site = site;
        this.console = console;
    }

    /** Whether the repository has the module. */
    boolean exist() {
        return Files.exists(site.root().resolve("journeys/pom.xml"));
    }

    /** Says that there is nothing to plant; no fault. */
    int missing() {
        console.say("  The module journeys is not there, so no demo data were planted.");
        return 0;
    }

    /** Plants the demo data and remembers that they are planted. */
    int seed() throws InterruptedException {
        var exit = run(List.of("seed"));
        if (exit == 0) {
            try {
                Files.writeString(site.home().seeded(), "The demo data are planted.\n");
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot note that the demo data are planted", e);
            }
        } else {
            console.complain("The demo data could not be planted (exit code " + exit + "). Again: ./bonafide seed");
        }
        return exit;
    }

    /** Tells a story with our own input and output and gives its exit code. */
    int run(List<String> arguments) throws InterruptedException {
        if (!exist()) {
            throw new Refused(
                    "The module journeys is not in this repository, so there is no '" + arguments.getFirst() + "'.");
        }
        if (!Readiness.isGatewayReady(site)) {
            throw new Refused("The gateway at " + site.gatewayUrl() + " is not ready. Start the house: ./bonafide up");
        }
        new ServiceBuild(site, console).buildJourneys();
        return run(site.root().resolve("journeys/target"), "journeys.jar", MAIN, arguments);
    }

    /** Measures, on the running house or on one of the benchmark's own, and gives the exit code. */
    int measure(BenchCommand.What what, List<String> words) throws InterruptedException {
        if (what == BenchCommand.What.running && !Readiness.isGatewayReady(site)) {
            throw new Refused("The gateway at " + site.gatewayUrl() + " is not ready. Start the house: ./bonafide up");
        }
        var build = new ServiceBuild(site, console);
        build.buildBenchmark();
        if (what == BenchCommand.What.escrow) {
            build.build(House.services().stream()
                    .filter(service -> service.key().equals(what.name()))
                    .toList());
        }
        var arguments = new ArrayList<>(List.of("bench"));
        arguments.addAll(words);
        return run(site.root().resolve("deploy/benchmark/target"), "benchmark.jar", BENCHMARK, arguments);
    }

    private int run(Path target, String jar, String main, List<String> arguments) throws InterruptedException {
        var mark = new Mark(site.home(), arguments.getFirst());
        var command = new ArrayList<>(List.of(Programs.java()));
        command.addAll(mark.jvmOptions());
        command.addAll(List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                target.resolve(jar) + File.pathSeparator + target.resolve("lib") + "/*",
                main));
        command.addAll(arguments);
        try {
            return new Spawner(site.home())
                    .builder(mark.part(), command, site.root(), PartEnvironment.ofJourneys(site))
                    .inheritIO()
                    .redirectErrorStream(false)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the journeys", e);
        }
    }
}
