package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.running.HouseStop;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** While open, an end of the launcher by Ctrl-C or a signal takes the whole house down with it. */
final class StopOnCtrlC implements AutoCloseable {
    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private final Site site;
    private final Console console;
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final AtomicReference<@Nullable HouseStart> start = new AtomicReference<>();

    StopOnCtrlC(Site site, Console console) {
        this.site = site;
        this.console = console;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    /** Whether the house is being taken down, so that what fails now needs no explaining. */
    static boolean isStopping() {
        return STOPPING.get();
    }

    /** The start to be broken off first. */
    void during(HouseStart starting) {
        start.set(starting);
    }

    @Override
    public void close() {
        armed.set(false);
    }

    private void stop() {
        if (!armed.get()) {
            return;
        }
        STOPPING.set(true);
        var starting = start.get();
        if (starting != null) {
            starting.close();
        }
        console.say("");
        console.say("Stopping everything ...");
        try {
            HouseStop.usual(site, console).stopAll();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            new RunFolder(site.home()).forget(RunFolder.LAUNCHER);
        }
    }
}
