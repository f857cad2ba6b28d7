package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Stopwatch;
import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.home.Secrets;
import dev.bonafide.launcher.home.Settings;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.process.RunningPart;
import dev.bonafide.launcher.running.Fault;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.running.HouseStop;
import dev.bonafide.launcher.stack.AotCaches;
import dev.bonafide.launcher.stack.Failed;
import dev.bonafide.launcher.stack.Refused;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the AOT caches. */
@Command(
        name = "warm",
        mixinStandardHelpOptions = true,
        description = {
            "Trains the JDK's ahead-of-time caches of Kafka, Keycloak and every service, so that later starts are quicker.",
            "Runs the house once in a throw-away home on the same ports: stop yours first. Only missing or stale caches"
                    + " are trained."
        })
final class WarmCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Option(names = "--all", description = "Train also the parts whose cache is still good.")
    private boolean all;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "part",
            description = "Run and train only these parts, for example postgres,kafka,escrow. Without the gateway the"
                    + " caches hold the start alone.")
    private List<String> only = List.of();

    private final Console console = new Console();

    @Override
    public Integer call() throws InterruptedException {
        var site = homes.site();
        if (House.parts().stream()
                .anyMatch(part -> new RunFolder(site.home()).process(part.key()).isPresent())) {
            throw new Refused(
                    "The house is running. Training needs its ports and the whole machine: ./bonafide down first.");
        }
        var training = new Site(site.root(), Home.at(site.root().resolve(".bonafide/training")), site.portOffset());
        training.home().prepare();
        try (var _ = HomeOption.lock(training.home(), Duration.ZERO)) {
            return train(training);
        }
    }

    private int train(Site site) throws InterruptedException {
        var time = new Stopwatch();
        var parts = only.isEmpty()
                ? House.parts()
                : only.stream().map(HouseStart::part).distinct().toList();
        var preparation = new Preparation(site, console);
        var caches = preparation.caches();
        preparation.checkPorts(parts);
        new Settings(site.portOffset()).write(site.home());
        try (var ctrlC = new StopOnCtrlC(site, console)) {
            new RunFolder(site.home()).record(RunningPart.of(RunFolder.LAUNCHER, ProcessHandle.current()));
            preparation.makeReady(parts);
            var trained = toTrain(parts, caches);
            if (trained.isEmpty()) {
                console.say("Every cache is still good; --all trains them anyway.");
                return 0;
            }
            console.say("Training "
                    + String.join(", ", trained.stream().map(Part::key).sorted().toList()) + " ...");
            site.home().wipeData();
            var start = HouseStart.training(
                    trained, site, Secrets.open(site.home().secrets()), preparation.programs(), caches, console);
            ctrlC.during(start);
            failIfAny(start.start(parts));
            if (parts.contains(House.GATEWAY)) {
                exercise(site);
            }
            console.say("Writing the caches ...");
            HouseStop.afterTraining(site, console).stopAll();
            return adopt(caches, trained, time);
        } finally {
            if (!StopOnCtrlC.isStopping()) {
                new RunFolder(site.home()).forgetOwn();
                site.home().wipeData();
            }
        }
    }

    private Set<Part> toTrain(List<Part> parts, AotCaches caches) {
        var trained = new HashSet<Part>();
        parts.stream()
                .filter(AotCaches::canHaveOne)
                .filter(part -> all || caches.usable(part).isEmpty())
                .forEach(trained::add);
        return trained;
    }

    private static void failIfAny(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new Failed(String.join("\n", faults.getFirst().lines()));
        }
    }

    /** The more of the code is seen at work, the more of it is in the cache. */
    private void exercise(Site site) throws InterruptedException {
        var journeys = new Journeys(site, console);
        if (journeys.exist() && journeys.run(List.of("seed")) != 0) {
            console.say("  The demo data could not be planted; the caches hold the start alone.");
        }
    }

    private int adopt(AotCaches caches, Set<Part> trained, Stopwatch time) {
        var missing = trained.stream()
                .filter(part -> !caches.adopt(part))
                .map(Part::key)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            console.complain("No cache was written for " + String.join(", ", missing) + "; see their logs.");
            return Bonafide.FAILED;
        }
        console.say("Warm after " + time + ": " + trained.size() + " caches. The next ./bonafide up uses them.");
        return 0;
    }
}
