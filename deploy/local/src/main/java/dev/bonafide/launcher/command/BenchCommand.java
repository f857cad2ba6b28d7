package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the figures of the house and prints them as a table.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(arity = "0..*", paramLabel = "argument", description = "Handed on as they are; after -- also options.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        var all = new ArrayList<>(List.of("bench"));
        all.addAll(arguments);
        return new Journeys(homes.site(), new Console()).run(all);
    }
}
