package dev.bonafide.launcher.command;

import dev.bonafide.launcher.console.Console;
import dev.bonafide.launcher.console.LogTail;
import dev.bonafide.launcher.part.House;
import dev.bonafide.launcher.part.Part;
import dev.bonafide.launcher.running.HouseStart;
import dev.bonafide.launcher.stack.WrongUsage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what parts write. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the last lines of one part's log, or of all; 'build' is what Maven said.")
final class LogsCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 200;
    private static final String BUILD = "build";

    @Mixin
    private final HomeOption homes = new HomeOption();

    @Parameters(arity = "0..1", paramLabel = "part", description = "Default: all parts.")
    private @Nullable String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines. Default: 40 of one part, 5 of each.")
    private @Nullable Integer count;

    private final Console console = new Console();

    @Override
    public Integer call() throws InterruptedException {
        var files = files();
        var shown = count != null ? count : name != null ? 40 : 5;
        if (shown < 0) {
            throw new WrongUsage("-n: " + shown + " (expected: 0 or more)");
        }
        Map<String, LogTail> tails = new LinkedHashMap<>();
        files.forEach((key, file) -> {
            tails.put(key, new LogTail(file));
            show(key, LogTail.last(file, shown));
        });
        while (follow) {
            tails.forEach((key, tail) -> show(key, tail.added()));
            Thread.sleep(PAUSE_MILLIS);
        }
        return 0;
    }

    private Map<String, Path> files() {
        var home = homes.home();
        var keys = name == null
                ? Stream.of(House.parts()).flatMap(List::stream).map(Part::key).toList()
                : List.of(name.equals(BUILD) ? BUILD : HouseStart.part(name).key());
        Map<String, Path> files = new LinkedHashMap<>();
        keys.forEach(key -> files.put(key, home.log(key)));
        return files;
    }

    private void show(String key, List<String> lines) {
        if (name != null) {
            console.say(lines);
            return;
        }
        var prefixed = new ArrayList<String>();
        lines.forEach(line -> prefixed.add("%-10s | %s".formatted(key, line)));
        console.say(prefixed);
    }
}
