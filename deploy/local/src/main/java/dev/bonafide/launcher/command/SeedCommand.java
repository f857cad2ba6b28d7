package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plants the demo data. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        description =
                "Plants people, listings and orders in every state, so that no first screen is empty. ./bonafide up does it once.")
final class SeedCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Override
    public Integer call() throws InterruptedException {
        return new Journeys(homes.site(), new Console()).seed();
    }
}
