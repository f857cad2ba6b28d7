package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.running.HouseStop;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Kills one part. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description =
                "Kills one part with kill -9, as a power cut would, to see the others bear it. ./bonafide start brings it back.")
final class KillCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(paramLabel = "part", description = "For example escrow, kafka, postgres.")
    private String name = "";

    @Override
    public Integer call() {
        var site = homes.site();
        var part = HouseStart.part(name);
        var console = new Console();
        var killed = HouseStop.usual(site, console).kill(part);
        console.say(part.title() + (killed ? " is killed." : " is not running."));
        return killed ? 0 : Bonafide.NOT_POSSIBLE_NOW;
    }
}
