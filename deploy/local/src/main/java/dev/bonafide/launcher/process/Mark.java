package dev.bonafide.launcher.process;

import dev.bonafide.launcher.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sign by which every process of an installation is known, whoever started it and whatever became of its record: it
 * stands in the command line and in the environment, which children inherit.
 *
 * @param home the installation
 * @param part the part, or another word for a passing helper such as a build
 */
public record Mark(Home home, String part) {
    /** The variable that carries the mark. */
    static final String VARIABLE = "BONAFIDE_PART";

    private static final String HOME_PROPERTY = "-Dbonafide.home=";
    private static final String PART_PROPERTY = "-Dbonafide.part=";
    private static final Path PROC = Path.of("/proc");

    /** To stand first among a JVM's options: systems cut long command lines short. */
    public List<String> jvmOptions() {
        return List.of(HOME_PROPERTY + home.directory(), PART_PROPERTY + part);
    }

    /** The value of {@code BONAFIDE_PART}. */
    public String variable() {
        return home.directory() + "#" + part;
    }

    /** The mark of this installation that the process carries, if any. */
    public static Optional<Mark> on(ProcessHandle process, Home home) {
        return inEnvironment(process.pid(), home)
                .or(() -> process.info().commandLine().flatMap(line -> inCommandLine(line, home)))
                .or(() -> livesInPostgresData(process.pid(), home));
    }

    static Optional<Mark> inCommandLine(String commandLine, Home home) {
        if (holdsWord(commandLine, HOME_PROPERTY + home.directory())) {
            var part = Pattern.compile(Pattern.quote(PART_PROPERTY) + "(\\S+)").matcher(commandLine);
            return Optional.of(new Mark(home, part.find() ? part.group(1) : "unknown"));
        }
        // With the port behind it, so that an initdb cut short is not taken for a server.
        return holdsWord(commandLine, "-D " + home.postgresData() + " -p")
                ? Optional.of(new Mark(home, "postgres"))
                : Optional.empty();
    }

    /** Whether the text is there and ends there: the home /a must not be taken for /ab. */
    private static boolean holdsWord(String commandLine, String word) {
        return Pattern.compile("(^|\\s)" + Pattern.quote(word) + "(\\s|$)")
                .matcher(commandLine)
                .find();
    }

    private static Optional<Mark> inEnvironment(long pid, Home home) {
        try {
            var environment = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            var start = VARIABLE + "=" + utf8AsBytes(home.directory() + "#");
            for (var entry : environment.split("\0")) {
                if (entry.startsWith(start)) {
                    return Optional.of(new Mark(home, entry.substring(start.length())));
                }
            }
        } catch (IOException _) {
            // Not Linux, gone meanwhile, or somebody else's.
        }
        return Optional.empty();
    }

    private static String utf8AsBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** PostgreSQL's children overwrite both their command line and their environment, but they live in the data. */
    private static Optional<Mark> livesInPostgresData(long pid, Home home) {
        try {
            return Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).equals(home.postgresData())
                    ? Optional.of(new Mark(home, "postgres"))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
