package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.home.HomeLock;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.running.HouseStop;
import dev.bonafide.launcher.stack.ServiceBuild;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops one part and starts it again. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "Stops one part, packages it anew if its sources have changed, and starts it again.")
final class RestartCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(paramLabel = "part", description = "For example escrow, kafka, postgres.")
    private String name = "";

    @Override
    public Integer call() throws InterruptedException {
        var site = homes.site();
        var part = HouseStart.part(name);
        var console = new Console();
        site.home().prepare();
        try (HomeLock _ = HomeOption.lock(site.home(), StartCommand.LOCK_PATIENCE)) {
            if (part instanceof Service service) {
                // Packaged first: the part goes on meanwhile, and stays up when its sources do not compile.
                new ServiceBuild(site, console).build(List.of(service));
            }
            HouseStop.usual(site, console).stop(part);
            StartCommand.start(part, site, console);
        }
        return 0;
    }
}
