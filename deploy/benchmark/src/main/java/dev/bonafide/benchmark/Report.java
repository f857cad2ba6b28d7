package dev.bonafide.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one run: each is said when it is known, so that a run that is cut short keeps what it measured, and at the
 * end all are printed as a table that can be pasted into a document.
 */
public final class Report {
    private record Line(String what, String measured, String toHold) {}

    private static final String NOTHING = "–";

    private final PrintStream out;
    private final List<Line> lines = new ArrayList<>();
    private final double loadBefore =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    Report(PrintStream out) {
        this.out = out;
    }

    /** A figure, and what is to be held. */
    public void figure(String what, String measured, String toHold) {
        lines.add(new Line(what, measured, toHold));
        out.println("  " + what + ": " + measured);
    }

    /** A figure nothing was promised about. */
    public void figure(String what, String measured) {
        figure(what, measured, NOTHING);
    }

    void print() {
        out.printf(
                Locale.ROOT,
                "%n%d processors, load %.1f before it began, %s %s, Java %s%n%n",
                Runtime.getRuntime().availableProcessors(),
                loadBefore,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
        row("What", "Measured", "To hold");
        out.printf("|%s|%s|%s|%n", "-".repeat(66), "-".repeat(32), "-".repeat(24));
        lines.forEach(line -> row(line.what(), line.measured(), line.toHold()));
    }

    private void row(String what, String measured, String toHold) {
        out.printf("| %-64s | %-30s | %-22s |%n", what, measured, toHold);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%,.0f events/s", rate);
    }

    public static String millis(Percentiles measured) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms (%d)",
                measured.millis(50),
                measured.millis(99),
                measured.count());
    }
}
