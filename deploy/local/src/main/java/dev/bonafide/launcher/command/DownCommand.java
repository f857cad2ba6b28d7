package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Stopwatch;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.running.HouseStop;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the house down. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Stops everything in the reverse order and keeps the data.",
            "Works also when a launcher or any part was killed: processes are known by their marks."
        })
final class DownCommand implements Callable<Integer> {
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Override
    public Integer call() throws InterruptedException {
        var console = new Console();
        var time = new Stopwatch();
        var site = homes.site();
        if (Files.notExists(site.home().run())) {
            console.say("Nothing was ever started in " + site.home().directory() + ".");
            return 0;
        }
        var stop = HouseStop.usual(site, console);
        var ran = !new RunFolder(site.home()).living().isEmpty();
        stop.stopLauncher();
        try (var _ = HomeOption.lock(site.home(), LOCK_PATIENCE)) {
            var clean = stop.stopAll();
            console.say(
                    !clean
                            ? "Some processes do not end."
                            : ran ? "All is stopped after " + time + "." : "Nothing was running.");
            return clean ? 0 : Bonafide.FAILED;
        }
    }
}
