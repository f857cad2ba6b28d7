package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Stopwatch;
import dev.bonafide.launcher.home.Secrets;
import dev.bonafide.launcher.home.Settings;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Server;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.process.RunningPart;
import dev.bonafide.launcher.running.Fault;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.running.Watch;
import dev.bonafide.launcher.stack.AotCaches;
import dev.bonafide.launcher.stack.Refused;
import dev.bonafide.launcher.stack.WrongUsage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the house up. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything and returns when it is ready; builds what is not built.",
            "Data survive down and up. Where some parts run already, the missing ones are started."
        })
final class UpCommand implements Callable<Integer> {
    private static final int PORT_OFFSET_MAX = 40_000;

    private static final String INFRA = "infra";

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Option(names = "--fresh", description = "Forget all data first; secrets and settings stay.")
    private boolean fresh;

    @Option(names = "--no-seed", description = "Do not plant the demo data.")
    private boolean withoutSeed;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Add this to every port; remembered for the commands to come.")
    private @Nullable Integer portOffset;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "part",
            description = "Only these parts, for example postgres,kafka; infra: PostgreSQL, Kafka and Keycloak.")
    private List<String> only = List.of();

    @Option(
            names = "--attach",
            description = "Stay in the foreground and name parts that die; Ctrl-C stops everything.")
    private boolean attach;

    private final Console console = new Console();
    private final Stopwatch time = new Stopwatch();

    @Override
    public Integer call() throws InterruptedException {
        var site = chosenSite();
        site.home().prepare();
        var run = new RunFolder(site.home());
        try (var ctrlC = new StopOnCtrlC(site, console)) {
            var exit = bringUp(site, run, ctrlC);
            if (exit == 0 && attach) {
                console.say("");
                console.say("  Watching. Ctrl-C stops everything.");
                new Watch(site).untilNothingRuns(console);
            }
            return exit;
        } finally {
            if (!StopOnCtrlC.isStopping()) {
                run.forgetOwn();
            }
        }
    }

    private Site chosenSite() {
        var site = homes.site();
        if (portOffset == null) {
            return site;
        }
        if (portOffset < 0 || portOffset > PORT_OFFSET_MAX) {
            throw new WrongUsage("--port-offset: " + portOffset + " (expected: 0 to " + PORT_OFFSET_MAX + ")");
        }
        return new Site(site.root(), site.home(), portOffset);
    }

    private int bringUp(Site site, RunFolder run, StopOnCtrlC ctrlC) throws InterruptedException {
        boolean withServices = only.isEmpty();
        List<? extends Part> wanted = withServices ? House.parts() : chosenParts();
        int exit;
        try (var _ = HomeOption.lock(site.home(), Duration.ZERO)) {
            run.recordLost();
            var missing = missing(site, run, wanted);
            new Settings(site.portOffset()).write(site.home());
            run.record(RunningPart.of(RunFolder.LAUNCHER, ProcessHandle.current()));
            var preparation = new Preparation(site, console);
            preparation.checkPorts(missing);
            if (fresh) {
                site.home().wipeData();
            }
            console.say("Bonafide in " + site.home().directory());
            preparation.makeReady(missing);
            exit = start(site, preparation, missing, ctrlC);
            if (exit == 0) {
                mentionWarm(preparation.caches(), missing);
            }
        }
        if (exit == 0) {
            exit = plantDemoData(site, withServices);
            if (wanted.contains(Server.KEYCLOAK)) {
                console.say(Welcome.lines(site, withServices));
            }
        }
        return exit;
    }

    private List<? extends Part> chosenParts() {
        return only.stream()
                .flatMap(name -> name.equals(INFRA) ? House.servers().stream() : Stream.of(HouseStart.part(name)))
                .distinct()
                .toList();
    }

    private List<? extends Part> missing(Site site, RunFolder run, List<? extends Part> wanted) {
        var running = House.parts().stream()
                .filter(part -> run.process(part.key()).isPresent())
                .toList();
        var missing = wanted.stream().filter(part -> !running.contains(part)).toList();
        var offsetBefore = Settings.read(site.home()).portOffset();
        if (missing.isEmpty()) {
            throw new Refused("It is already running: ./bonafide status shows it, ./bonafide down stops it.");
        }
        if (!running.isEmpty() && (fresh || site.portOffset() != offsetBefore)) {
            throw new Refused((fresh ? "--fresh" : "Another --port-offset")
                    + " is not possible while parts are running ("
                    + running.getFirst().title()
                    + (running.size() > 1 ? " and " + (running.size() - 1) + " more" : "")
                    + "): ./bonafide down first.");
        }
        if (!fresh && site.home().hasData() && Files.notExists(site.home().secrets())) {
            throw new Refused("There are data in " + site.home().directory()
                    + " but the secrets that open them are gone. Put secrets.properties back, or start empty:"
                    + " ./bonafide up --fresh");
        }
        return missing;
    }

    private int start(Site site, Preparation preparation, List<? extends Part> missing, StopOnCtrlC ctrlC)
            throws InterruptedException {
        var secrets = Secrets.open(site.home().secrets());
        var start = HouseStart.usual(site, secrets, preparation.programs(), preparation.caches(), console);
        ctrlC.during(start);
        var faults = start.start(missing);
        if (StopOnCtrlC.isStopping()) {
            return Bonafide.FAILED;
        }
        if (faults.isEmpty()) {
            console.say("");
            console.say("Bonafide is up after " + time + ".");
            if (HouseStart.realmChanged(site)) {
                console.say("  The realm file differs from the one imported; ./bonafide up --fresh takes it over.");
            }
            return 0;
        }
        complain(faults);
        return Bonafide.FAILED;
    }

    private void complain(List<Fault> faults) {
        console.complain("");
        faults.forEach(fault -> console.complain(String.join("\n", fault.lines())));
        console.complain(
                "What did start is still running. Mend the cause and repeat ./bonafide up, or ./bonafide down.");
    }

    private void mentionWarm(AotCaches caches, List<? extends Part> parts) {
        if (parts.stream().noneMatch(part -> caches.usable(part).isPresent())) {
            console.say(
                    "  No part has an AOT cache yet: ./bonafide warm (some minutes, once) makes the next start quicker.");
        }
    }

    private int plantDemoData(Site site, boolean withServices) throws InterruptedException {
        if (!withServices || withoutSeed || Files.exists(site.home().seeded())) {
            return 0;
        }
        var journeys = new Journeys(site, console);
        return journeys.exist() ? journeys.seed() : journeys.missing();
    }
}
