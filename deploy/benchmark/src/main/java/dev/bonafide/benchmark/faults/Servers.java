package dev.bonafide.benchmark.faults;

import dev.bonafide.benchmark.OwnHouse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is done to PostgreSQL and the broker: stopped, killed, or held still, when they accept and never answer. */
final class Servers {
    static final String POSTGRES = "postgres";
    static final String BROKER = "kafka";

    private final OwnHouse house;

    Servers(OwnHouse house) {
        this.house = house;
    }

    void kill(String part) throws IOException, InterruptedException {
        house.kill(part);
    }

    void stop(String part) throws IOException, InterruptedException {
        house.stop(part);
    }

    void start(String part) throws IOException, InterruptedException {
        house.start(part);
    }

    /** Those of a part, parents first. */
    List<ProcessHandle> processes(String part) throws IOException, InterruptedException {
        var pid = house.parts().stream()
                .filter(running -> running.name().equals(part))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(part + " does not run"))
                .pid();
        var parent = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(parent), parent.descendants()).toList();
    }

    /** Holds the processes still; they keep their connections and answer nothing. */
    static void freeze(List<ProcessHandle> processes) throws IOException, InterruptedException {
        signal("STOP", processes);
        // Those the parent has started while it was on its way.
        signal("STOP", processes.getFirst().descendants().toList());
    }

    static void thaw(List<ProcessHandle> processes) throws IOException, InterruptedException {
        var parent = processes.getFirst();
        signal("CONT", Stream.concat(parent.descendants(), Stream.of(parent)).toList());
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        var pids =
                processes.stream().map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        // Some may have ended meanwhile.
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pids + " 2>/dev/null || true")
                .inheritIO()
                .start()
                .waitFor();
    }
}
