package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = SimulateCommand.class,
        description = {
            "Measures and prints the figures as one table.",
            "running (the default): the figures of the house that is up; start: how long an installation of the"
                    + " benchmark's own takes to start, and its memory; all: both, on that installation. For start and"
                    + " all the house must be down."
        })
final class BenchCommand implements Callable<Integer> {
    /** What is measured. */
    enum What {
        running,
        start,
        all
    }

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(arity = "0..1", defaultValue = "running", paramLabel = "what", description = "running, start or all.")
    private What what = What.running;

    @Override
    public Integer call() throws InterruptedException {
        return new Journeys(homes.site(), new Console()).measure(what);
    }
}
