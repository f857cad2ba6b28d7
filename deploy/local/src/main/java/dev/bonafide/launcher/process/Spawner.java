package dev.bonafide.launcher.process;

import dev.bonafide.launcher.home.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts processes that outlive the launcher, away from its terminal, with their output in a file. */
public final class Spawner {
    private static final long LOG_BYTES_MAX = 20L * 1024 * 1024;

    private final Home home;

    /** A spawner for the parts of this home. */
    public Spawner(Home home) {
        this.home = home;
    }

    /**
     * Starts a part and records it.
     *
     * @param command the program and its arguments
     * @param directory where it runs
     * @param environment added to the launcher's own
     */
    public Process start(String key, List<String> command, Path directory, Map<String, String> environment) {
        var log = home.log(key);
        try {
            Files.createDirectories(home.logs());
            if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
                Files.move(log, log.resolveSibling(key + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(log, "---- start of " + key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            var inOwnSession = new ArrayList<>(ownSession());
            inOwnSession.addAll(command);
            var process = builder(key, inOwnSession, directory, environment)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            new RunFolder(home).record(RunningPart.of(key, process.toHandle()));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + key + ": " + command.getFirst(), e);
        }
    }

    /** Runs a helper to its end and gives its exit code. Its output goes into the log of that name. */
    public int run(String key, List<String> command, Path directory, Map<String, String> environment)
            throws InterruptedException {
        try {
            Files.createDirectories(home.logs());
            var process = builder(key, command, directory, environment)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.log(key).toFile()))
                    .start();
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command.getFirst(), e);
        }
    }

    /** A builder whose process carries the mark of this home and reads nothing. */
    public ProcessBuilder builder(String key, List<String> command, Path directory, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.environment().put(Mark.VARIABLE, new Mark(home, key).variable());
        return builder.redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(nothing()));
    }

    private static File nothing() {
        return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    /**
     * What to put before a command so that Ctrl-C and a closed terminal do not reach it. Both ways end in exec, so the
     * process keeps the number it was started with.
     */
    private static List<String> ownSession() {
        if (Programs.exists("setsid")) {
            return List.of("setsid");
        }
        if (Programs.exists("perl")) {
            return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV");
        }
        return List.of();
    }
}
