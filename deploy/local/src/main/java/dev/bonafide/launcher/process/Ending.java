package dev.bonafide.launcher.process;

import dev.bonafide.launcher.part.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Ends processes: asks first, waits, and does not ask a second time. */
public final class Ending {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Ending() {}

    /** How a set of processes ended. */
    public enum Outcome {
        /** All went when asked. */
        ASKED,
        /** Some had to be killed. */
        KILLED,
        /** Some are still there. */
        STUCK
    }

    /** Asks all of them to end in the manner of their part, and kills what is left after the time given. */
    public static Outcome end(String key, Collection<ProcessHandle> processes, Duration patience) {
        processes.forEach(process -> ask(key, process));
        return waitThenKill(processes, patience);
    }

    /** Kills at once, with everything they started. */
    public static Outcome kill(Collection<ProcessHandle> processes) {
        var all = withDescendants(processes);
        all.forEach(ProcessHandle::destroyForcibly);
        return gone(all, AFTER_KILL) ? Outcome.KILLED : Outcome.STUCK;
    }

    private static Outcome waitThenKill(Collection<ProcessHandle> processes, Duration patience) {
        var all = withDescendants(processes);
        return gone(all, patience) ? Outcome.ASKED : kill(all);
    }

    private static void ask(String key, ProcessHandle process) {
        if (key.equals(Server.POSTGRES.key())) {
            // A plain TERM would let PostgreSQL wait for its clients; INT rolls their work back and goes.
            interrupt(process);
        } else {
            process.destroy();
        }
    }

    private static void interrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }

    private static List<ProcessHandle> withDescendants(Collection<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    private static boolean gone(Collection<ProcessHandle> processes, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        while (processes.stream().anyMatch(Ending::runs)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** A dead process that its parent has not fetched yet counts as gone. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && !Memory.isZombie(process.pid());
    }
}
