package dev.bonafide.benchmark.escrow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Seconds of processor time used by each side since it began, as Linux counts them.
 *
 * @param postgres the server with the processes of its connections
 * @param service escrow-service, its relay and sealer included; zero where it does not run
 * @param client this process and those it has started and seen end, as pgbench
 */
record CpuTime(double postgres, double service, double client) {
    private static final double TICKS_PER_SECOND = 100;
    // Counted after the name, which may have blanks and ends with a parenthesis.
    private static final int PARENT = 1;
    private static final int OWN_FIRST = 11;
    private static final int OWN_LAST = 12;
    private static final int ENDED_CHILDREN_LAST = 14;

    static CpuTime now(long postmaster, long service) throws IOException {
        double ended;
        double running;
        // A process that ends between the two looks would be counted by neither.
        do {
            ended = seconds(postmaster, ENDED_CHILDREN_LAST);
            running = 0;
            try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (var process : processes) {
                    running += childOf(postmaster, process);
                }
            }
        } while (ended < seconds(postmaster, ENDED_CHILDREN_LAST));
        return new CpuTime(
                ended + running,
                service == 0 ? 0 : seconds(service, OWN_LAST),
                seconds(ProcessHandle.current().pid(), ENDED_CHILDREN_LAST));
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(postgres - before.postgres, service - before.service, client - before.client);
    }

    /** For one of that many operations. */
    String perOperation(long operations) {
        return String.format(
                Locale.ROOT,
                "PostgreSQL %.2f, service %.2f, client %.2f ms",
                postgres * 1000 / operations,
                service * 1000 / operations,
                client * 1000 / operations);
    }

    private static double childOf(long parent, Path process) {
        try {
            var fields = fields(process);
            return Long.parseLong(fields[PARENT]) == parent ? seconds(fields, OWN_LAST) : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static double seconds(long process, int last) throws IOException {
        return seconds(fields(Path.of("/proc/" + process)), last);
    }

    private static double seconds(String[] fields, int last) {
        long ticks = 0;
        for (int field = OWN_FIRST; field <= last; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static String[] fields(Path process) throws IOException {
        var line = Files.readString(process.resolve("stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }
}
