package dev.bonafide.benchmark;

import java.io.PrintStream;
import java.util.Locale;

/** The table the figures are printed in. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
        out.printf("%n| %-58s | %-28s | %-18s |%n", "What", "Measured", "To hold");
        out.printf("|%s|%s|%s|%n", "-".repeat(60), "-".repeat(30), "-".repeat(20));
    }

    void line(String what, String measured, String toHold) {
        out.printf("| %-58s | %-28s | %-18s |%n", what, measured, toHold);
    }

    static String millis(Percentiles measured) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms (%d)",
                measured.millis(50),
                measured.millis(99),
                measured.count());
    }
}
