package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the figures of the running house and prints them as a table.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Override
    public Integer call() throws InterruptedException {
        return new Journeys(homes.site(), new Console()).measure();
    }
}
