package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = SimulateCommand.class,
        description = {
            "Measures and prints the figures as one table.",
            "running (the default): the figures of the house that is up; start: how long an installation of the"
                    + " benchmark's own takes to start, and its memory; all: both, on that installation; escrow: money"
                    + " transitions per second beside pgbench, on a PostgreSQL of the benchmark's own; faults: nothing,"
                    + " escrow-service, its PostgreSQL and its broker are killed under load, and it ends with 1 unless"
                    + " everything acknowledged is there once. For all but running the house must be down."
        })
final class BenchCommand implements Callable<Integer> {
    /** What is measured. */
    enum What {
        running,
        start,
        all,
        escrow,
        faults
    }

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(
            arity = "0..1",
            defaultValue = "running",
            paramLabel = "what",
            description = "running, start, all, escrow or faults.")
    private What what = What.running;

    @Option(
            names = "--short",
            description =
                    "escrow: without large databases, ten minutes instead of twelve; faults: 5 kills instead of 50.")
    private boolean brief;

    @Option(
            names = "--orders",
            split = ",",
            paramLabel = "N",
            description = "escrow: how many orders the database has when the cost of one is measured, smallest first.")
    private List<Integer> orders = List.of(10_000, 100_000, 1_000_000);

    @Override
    public Integer call() throws InterruptedException {
        var words = new ArrayList<>(List.of(what.name()));
        if (what == What.escrow && !brief) {
            orders.forEach(size -> words.add(size.toString()));
        }
        if (what == What.faults && brief) {
            words.add("short");
        }
        return new Journeys(homes.site(), new Console()).measure(what, words);
    }
}
