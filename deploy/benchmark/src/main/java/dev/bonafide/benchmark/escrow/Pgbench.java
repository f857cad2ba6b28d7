package dev.bonafide.benchmark.escrow;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The program that comes with PostgreSQL's clients, run against the server that is measured. */
final class Pgbench {
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([1-9]\\d*)");

    private final Path program;
    private final int port;
    private final String role;
    private final String password;
    private final String database;

    Pgbench(Path program, int port, String role, String password, String database) {
        this.program = program;
        this.port = port;
        this.role = role;
        this.password = password;
        this.database = database;
    }

    /** Where it is on this machine. */
    static Optional<Path> find() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Makes the tables of TPC-B, with so many branches that clients seldom meet. */
    void makeTables(int branches) throws IOException, InterruptedException {
        run(List.of("--initialize", "--quiet", "--scale=" + branches));
    }

    /** TPC-B for some seconds; answers how many transactions were committed. */
    long tpcB(int clients, int seconds) throws IOException, InterruptedException {
        return committed(run(timed(clients, seconds)));
    }

    /** A script of our own for some seconds, with its variables. */
    long script(Path file, int clients, int seconds, List<String> variables) throws IOException, InterruptedException {
        var words = new ArrayList<>(timed(clients, seconds));
        words.addAll(List.of("--no-vacuum", "--file=" + file));
        variables.forEach(variable -> words.addAll(List.of("-D", variable)));
        return committed(run(words));
    }

    private static List<String> timed(int clients, int seconds) {
        return List.of("--client=" + clients, "--jobs=2", "--time=" + seconds, "--protocol=prepared");
    }

    private static long committed(String output) {
        var done = DONE.matcher(output);
        if (FAILED.matcher(output).find() || !done.find()) {
            throw new IllegalStateException("pgbench has failed:\n" + output);
        }
        return Long.parseLong(done.group(1));
    }

    private String run(List<String> words) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(program.toString(), "--host=127.0.0.1", "--port=" + port, "--username=" + role));
        command.addAll(words);
        command.add(database);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pgbench has failed:\n" + output);
        }
        return output;
    }
}
