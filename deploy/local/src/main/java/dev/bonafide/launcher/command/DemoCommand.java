package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Plays the first purchase. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Plays a purchase and one that ends in a dispute, showing every step, entry and event. The exit code tells whether all held.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(arity = "0..*", paramLabel = "argument", description = "Handed on as they are; after -- also options.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        var all = new ArrayList<>(List.of("demo"));
        all.addAll(arguments);
        return new Journeys(homes.site(), new Console()).run(all);
    }
}
