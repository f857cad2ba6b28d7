package dev.bonafide.launcher.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who listens on a port, read from {@code /proc}; elsewhere, and for other people's processes, the answer is empty. */
final class PortOwner {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** For example {@code process 4711 (java -jar other.jar)}. */
    static String of(int port) {
        return inode(port).flatMap(PortOwner::process).map(PortOwner::describe).orElse("");
    }

    private static Optional<String> inode(int port) {
        var suffix = ":%04X".formatted(port);
        for (var table : List.of("net/tcp", "net/tcp6")) {
            try (var lines = Files.lines(PROC.resolve(table))) {
                var found = lines.map(line -> line.trim().split("\\s+"))
                        .filter(columns ->
                                columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                        .map(columns -> columns[9])
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException _) {
                // No such table on this system: no answer from it.
            }
        }
        return Optional.empty();
    }

    private static Optional<ProcessHandle> process(String inode) {
        var wanted = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), wanted))
                .findFirst();
    }

    private static boolean holds(long pid, String wanted) {
        try (var descriptors = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (var descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(wanted)) {
                    return true;
                }
            }
        } catch (IOException _) {
            // Gone meanwhile, or not ours to look at.
        }
        return false;
    }

    private static String describe(ProcessHandle process) {
        var command = process.info().commandLine().orElse("");
        var shown = command.length() > 60 ? command.substring(0, 60) + " ..." : command;
        return "process " + process.pid() + (shown.isEmpty() ? "" : " (" + shown + ")");
    }
}
