package dev.bonafide.launcher.process;

import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.part.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The records of what runs in a home: one small file per part, so that no writer can spoil another's. */
public final class RunFolder {
    /** The key under which a launcher at work records itself. */
    public static final String LAUNCHER = "launcher";

    private static final String SUFFIX = ".process";

    private final Home home;

    /** The records of this home. */
    public RunFolder(Home home) {
        this.home = home;
    }

    /** Writes or replaces the record of a part. */
    public void record(RunningPart running) {
        var file = file(running.key());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, "pid=" + running.pid() + "\nstarted=" + running.startedAt() + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Forgets a part: it is meant to be stopped. */
    public void forget(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file(key), e);
        }
    }

    /** Forgets the launcher if it is this very process; another one's record stays. */
    public void forgetOwn() {
        if (recorded(LAUNCHER)
                .filter(launcher -> launcher.pid() == ProcessHandle.current().pid())
                .isPresent()) {
            forget(LAUNCHER);
        }
    }

    /** The record of a part, whether its process lives or not. */
    public Optional<RunningPart> recorded(String key) {
        var file = file(key);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return Optional.of(new RunningPart(
                    key,
                    Long.parseLong(properties.getProperty("pid", "-1")),
                    Instant.parse(properties.getProperty("started", Instant.EPOCH.toString()))));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The live process of a part, if there is one. */
    public Optional<ProcessHandle> process(String key) {
        return recorded(key).flatMap(running -> running.process(home));
    }

    /**
     * Every live process of this home by part, found by record and by mark; parts nobody knows any more are included.
     * The caller itself and those who called it are left out.
     */
    public Map<String, List<ProcessHandle>> living() {
        var found = new LinkedHashMap<String, List<ProcessHandle>>();
        var seen = new TreeSet<Long>(ourselves());
        for (var key : recordedKeys()) {
            process(key).filter(process -> seen.add(process.pid())).ifPresent(process -> add(found, key, process));
        }
        ProcessHandle.allProcesses()
                .filter(process -> !seen.contains(process.pid()))
                .forEach(process -> Mark.on(process, home).ifPresent(mark -> add(found, mark.part(), process)));
        return found;
    }

    /**
     * Writes records for parts that run without one, because their launcher died between starting and recording. Known
     * by their command line, which children do not share.
     */
    public void recordLost() {
        living().forEach((key, processes) -> processes.stream()
                .filter(_ -> House.find(key).isPresent() && process(key).isEmpty())
                .filter(process -> process.info()
                        .commandLine()
                        .flatMap(line -> Mark.inCommandLine(line, home))
                        .isPresent())
                .findFirst()
                .ifPresent(process -> record(RunningPart.of(key, process))));
    }

    private static void add(Map<String, List<ProcessHandle>> found, String key, ProcessHandle process) {
        found.computeIfAbsent(key, _ -> new ArrayList<>()).add(process);
    }

    private static Set<Long> ourselves() {
        var ourselves = new TreeSet<Long>();
        var process = Optional.of(ProcessHandle.current());
        while (process.isPresent()) {
            ourselves.add(process.get().pid());
            process = process.get().parent();
        }
        return ourselves;
    }

    private List<String> recordedKeys() {
        if (Files.notExists(home.run())) {
            return List.of();
        }
        try (var files = Files.list(home.run())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + home.run(), e);
        }
    }

    private Path file(String key) {
        return home.run().resolve(key + SUFFIX);
    }
}
