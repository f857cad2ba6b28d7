package dev.bonafide.escrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of this service's README, which are the specification that tests compare the code with. */
public final class Readme {
    private static final Pattern ARROW = Pattern.compile("\\s+([A-Z_]+) --> ([A-Z_]+): .+");

    private Readme() {}

    /** The rows of the first table below a heading, header and rule left out, cells trimmed. */
    public static List<List<String>> table(String heading) {
        var lines = lines();
        var start = lines.indexOf(heading);
        if (start < 0) {
            throw new AssertionError("The README has no heading " + heading);
        }
        return lines.subList(start, lines.size()).stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(Readme::cells)
                .toList();
    }

    /** The header of the first table below a heading. */
    public static List<String> header(String heading) {
        var lines = lines();
        return lines.subList(lines.indexOf(heading), lines.size()).stream()
                .filter(line -> line.startsWith("|"))
                .findFirst()
                .map(Readme::cells)
                .orElseThrow();
    }

    /** The moves of the first state diagram, as {@code FROM -> TO}; beginnings and ends left out. */
    public static Set<String> moves() {
        return lines().stream()
                .map(ARROW::matcher)
                .filter(Matcher::matches)
                .map(arrow -> arrow.group(1) + " -> " + arrow.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("README.md"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
