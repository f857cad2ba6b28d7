package dev.bonafide.launcher.running;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Stopwatch;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Service;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Ending;
import dev.bonafide.launcher.process.RunFolder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Brings parts down in the reverse order, and finds whatever else an installation may have left behind. */
public final class HouseStop {
    private static final Duration LAUNCHER_PATIENCE = Duration.ofSeconds(90);

    private final RunFolder run;
    private final Console console;
    private final Duration patience;
    private final int atOnce;

    private HouseStop(Site site, Console console, Duration patience, int atOnce) {
        this.atOnce = atOnce;
        this.run = new RunFolder(site.home());
        this.console = console;
        this.patience = patience;
    }

    /** Each part has twenty seconds to end by itself. */
    public static HouseStop usual(Site site, Console console) {
        return new HouseStop(
                site, console, Duration.ofSeconds(20), House.parts().size());
    }

    /** After a training run each Java process writes its AOT cache when it ends, which takes the machine a while. */
    public static HouseStop afterTraining(Site site, Console console) {
        return new HouseStop(
                site, console, Duration.ofMinutes(5), Runtime.getRuntime().availableProcessors());
    }

    /** Ends a launcher that is at work in this home; it stops what it started, as with Ctrl-C. */
    public void stopLauncher() {
        run.process(RunFolder.LAUNCHER)
                .filter(launcher -> launcher.pid() != ProcessHandle.current().pid())
                .ifPresent(launcher -> {
                    console.say("  stopping the launcher at work (process " + launcher.pid() + ") ...");
                    Ending.end(RunFolder.LAUNCHER, List.of(launcher), LAUNCHER_PATIENCE);
                });
        run.forget(RunFolder.LAUNCHER);
    }

    /** Stops everything of this home. True when no process is left. */
    public boolean stopAll() throws InterruptedException {
        var living = run.living();
        House.parts().forEach(part -> run.forget(part.key()));
        killHelpers(living);
        stopTogether(House.services(), living);
        stopTogether(List.of(Server.KEYCLOAK, Server.KAFKA), living);
        stopTogether(List.of(Server.POSTGRES), living);
        var left = run.living();
        left.remove(RunFolder.LAUNCHER);
        left.values().forEach(Ending::kill);
        var stuck = run.living();
        stuck.remove(RunFolder.LAUNCHER);
        stuck.forEach((key, processes) -> console.complain("  " + key + " does not end: processes "
                + processes.stream().map(ProcessHandle::pid).toList()));
        return stuck.isEmpty();
    }

    /** Stops one part; true when there was one. */
    public boolean stop(Part part) {
        return endOne(part, run.living().getOrDefault(part.key(), List.of()));
    }

    /** Kills one part as a power cut would; true when there was one. Its record stays, so that its death is noticed. */
    public boolean kill(Part part) {
        var processes = run.living().getOrDefault(part.key(), List.of());
        if (!processes.isEmpty()) {
            Ending.kill(processes);
        }
        return !processes.isEmpty();
    }

    /** Builds and other passing helpers, left by a launcher that was killed. */
    private void killHelpers(Map<String, List<ProcessHandle>> living) {
        var parts = new HashSet<String>();
        House.parts().forEach(part -> parts.add(part.key()));
        living.forEach((key, processes) -> {
            if (!parts.contains(key) && !key.equals(RunFolder.LAUNCHER)) {
                Ending.kill(processes);
                console.say("  " + key + " was still at work and is ended");
            }
        });
    }

    private void stopTogether(Collection<? extends Part> parts, Map<String, List<ProcessHandle>> living)
            throws InterruptedException {
        try (var threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            for (var part : parts) {
                threads.execute(() -> endOne(part, living.getOrDefault(part.key(), List.of())));
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private boolean endOne(Part part, List<ProcessHandle> processes) {
        run.forget(part.key());
        if (processes.isEmpty()) {
            return false;
        }
        var time = new Stopwatch();
        // Children of PostgreSQL end with it; only the server itself is asked.
        var asked = part instanceof Service ? processes : processes.subList(0, 1);
        var outcome = Ending.end(part.key(), asked, patience);
        if (asked.size() < processes.size()) {
            Ending.kill(processes.stream().filter(ProcessHandle::isAlive).toList());
        }
        console.progress(
                part.title(),
                time,
                switch (outcome) {
                    case ASKED -> "stopped";
                    case KILLED -> "did not stop when asked and was killed";
                    case STUCK -> "does not stop";
                });
        return true;
    }
}
