package dev.bonafide.launcher.console;

import java.io.PrintStream;
import java.util.List;

/** Where the launcher speaks. Lines of parts that start at the same time never mix. */
public final class Console {
    private static final int NAME_WIDTH = 20;

    private final PrintStream out;
    private final PrintStream err;

    /** A console on the process's own streams. */
    public Console() {
        this(System.out, System.err);
    }

    /** A console on other streams, for tests. */
    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** A plain line. */
    public synchronized void say(String line) {
        out.println(line);
    }

    /** Several lines with nothing in between. */
    public synchronized void say(List<String> lines) {
        lines.forEach(out::println);
    }

    /** The one line of a part or step that is done: its name, its time, and what is worth knowing. */
    public synchronized void progress(String name, Stopwatch time, String note) {
        out.println(("  " + padded(name, NAME_WIDTH) + leftPadded(time.toString(), 8) + "   " + note).stripTrailing());
    }

    /** A complaint, to the error stream. */
    public synchronized void complain(String text) {
        out.flush();
        err.println(text);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String leftPadded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
