package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.running.HouseStop;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops one part. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops one part in good order; the others go on and must bear it.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(paramLabel = "part", description = "For example escrow, kafka, postgres.")
    private String name = "";

    @Override
    public Integer call() {
        var site = homes.site();
        var part = HouseStart.part(name);
        var console = new Console();
        if (!HouseStop.usual(site, console).stop(part)) {
            console.say(part.title() + " is not running.");
        }
        return 0;
    }
}
