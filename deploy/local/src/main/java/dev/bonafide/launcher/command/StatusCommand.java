package dev.bonafide.launcher.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.Table;
import dev.bonafide.launcher.console.Uptime;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Memory;
import dev.bonafide.launcher.process.RunFolder;
import dev.bonafide.launcher.running.Readiness;
import dev.bonafide.launcher.running.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows every part: its state, process, port, how long it has been up, and its resident memory.",
            "Exit code 0 when all parts that should run are ready, 1 otherwise, 3 when nothing runs."
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homes = new HomeOption();

    @Option(names = "--json", description = "As a JSON array, for programs.")
    private boolean json;

    private final Console console = new Console();
    private final Clock clock = Clock.systemUTC();

    /**
     * The line of a part.
     *
     * @param state ready, starting, died or stopped
     * @param pid 0 when there is no process
     * @param residentMegabytes minus one when unknown
     */
    record Line(String part, String state, long pid, int port, long uptimeSeconds, long residentMegabytes) {}

    @Override
    public Integer call() throws Exception {
        var site = homes.site();
        var run = new RunFolder(site.home());
        var asked = House.parts().stream()
                .map(part -> CompletableFuture.supplyAsync(
                        () -> line(part, site, run), task -> Thread.ofVirtual().start(task)))
                .toList();
        var lines = asked.stream().map(CompletableFuture::join).toList();
        if (json) {
            console.say(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(lines));
        } else {
            print(site, lines);
        }
        return exitCode(lines);
    }

    private static int exitCode(List<Line> lines) {
        if (lines.stream().allMatch(line -> line.state().equals("stopped"))) {
            return Bonafide.NOT_POSSIBLE_NOW;
        }
        return lines.stream()
                        .allMatch(line ->
                                line.state().equals("ready") || line.state().equals("stopped"))
                ? 0
                : Bonafide.FAILED;
    }

    private Line line(Part part, Site site, RunFolder run) {
        var port = site.port(part);
        var recorded = run.recorded(part.key());
        var process = run.process(part.key());
        if (process.isEmpty()) {
            return new Line(part.key(), recorded.isPresent() ? "died" : "stopped", 0, port, 0, 0);
        }
        var up = process.get()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, clock.instant()))
                .orElse(Duration.ZERO);
        return new Line(
                part.key(),
                Readiness.isReady(part, site) ? "ready" : "not ready",
                process.get().pid(),
                port,
                up.toSeconds(),
                Memory.residentMegabytes(List.of(process.get())));
    }

    private void print(Site site, List<Line> lines) {
        var table = Table.headed("part", "state", "pid", "port", "up", "MB");
        lines.forEach(line -> table.row(
                line.part(),
                line.state(),
                line.pid() == 0 ? "-" : String.valueOf(line.pid()),
                String.valueOf(line.port()),
                line.pid() == 0 ? "-" : Uptime.of(Duration.ofSeconds(line.uptimeSeconds())),
                line.pid() == 0 ? "-" : String.valueOf(line.residentMegabytes())));
        var total = lines.stream()
                .mapToLong(Line::residentMegabytes)
                .filter(size -> size > 0)
                .sum();
        table.row("all", "", "", "", "", String.valueOf(total));
        console.say(table.lines());
        new Watch(site).dead().forEach(fault -> {
            console.say("");
            console.say(fault.lines());
            console.say("  start it again: ./bonafide start " + fault.part().key());
        });
    }
}
