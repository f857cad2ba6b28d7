package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.home.HomeLock;
import dev.bonafide.launcher.home.Secrets;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.stack.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts one part. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Starts one part as it is built, and returns when it is ready. ./bonafide up builds and starts what is missing.")
final class StartCommand implements Callable<Integer> {
    /** Stories start and stop parts from several threads: each waits for its turn. */
    static final Duration LOCK_PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(paramLabel = "part", description = "For example escrow, kafka, postgres.")
    private String name = "";

    @Override
    public Integer call() throws InterruptedException {
        var site = homes.site();
        var part = HouseStart.part(name);
        site.home().prepare();
        try (HomeLock _ = HomeOption.lock(site.home(), LOCK_PATIENCE)) {
            start(part, site, new Console());
        }
        return 0;
    }

    /** Starts a part that is not running, or refuses. The caller holds the lock. */
    static void start(Part part, Site site, Console console) throws InterruptedException {
        var run = new RunFolder(site.home());
        run.recordLost();
        run.process(part.key()).ifPresent(process -> {
            throw new Refused(part.title() + " is already running (process " + process.pid() + ").");
        });
        var preparation = new Preparation(site, console);
        preparation.checkPorts(List.of(part));
        var start = HouseStart.usual(
                site, Secrets.open(site.home().secrets()), preparation.programs(), preparation.caches(), console);
        HouseStart.failIfAny(start.start(List.of(part)));
    }
}
