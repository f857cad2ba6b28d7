package dev.bonafide.launcher.stack;

import dev.bonafide.launcher.console.LogTail;
import dev.bonafide.launcher.home.Home;
import dev.bonafide.launcher.part.Site;
import dev.bonafide.launcher.process.Mark;
import dev.bonafide.launcher.process.Spawner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs Maven for us, with its whole output in {@code logs/build.log}. */
public final class Maven {
    private static final String LOG = "build";
    private static final int LINES_SHOWN = 30;

    private final Site site;

    /** Maven in this repository. */
    public Maven(Site site) {
        this.site = site;
    }

    /**
     * Runs Maven to its end.
     *
     * @param what completes the sentence "Maven could not …"
     * @param listener hears every line
     * @throws Failed with the last lines of the output when it fails
     */
    public void run(String what, List<String> arguments, Consumer<String> listener) throws InterruptedException {
        var home = site.home();
        var windows = System.getProperty("os.name", "").startsWith("Windows");
        var command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-B", "-ntp"));
        command.addAll(new Mark(home, LOG).jvmOptions());
        command.addAll(arguments);
        var process = start(home, command);
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                var log =
                        Files.newBufferedWriter(home.log(LOG), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                log.newLine();
                listener.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot follow the build", e);
        }
        if (process.waitFor() != 0) {
            throw new Failed("Maven could not " + what + ". The end of " + home.log(LOG) + ":\n"
                    + String.join("\n", errors(LogTail.last(home.log(LOG), 200))));
        }
    }

    private Process start(Home home, List<String> command) {
        try {
            Files.createDirectories(home.logs());
            Files.writeString(
                    home.log(LOG),
                    "---- " + String.join(" ", command) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return new Spawner(home)
                    .builder(LOG, command, site.root(), Map.of())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Maven", e);
        }
    }

    private static List<String> errors(List<String> lines) {
        var errors = lines.stream().filter(line -> line.startsWith("[ERROR]")).toList();
        var shown = errors.isEmpty() ? lines : errors;
        return shown.subList(0, Math.min(LINES_SHOWN, shown.size()));
    }
}
