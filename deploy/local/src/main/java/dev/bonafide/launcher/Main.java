package dev.bonafide.launcher;

import dev.bonafide.launcher.command.Bonafide;

/** Where {@code ./bonafide} hands over. */
public final class Main {
    private Main() {}

    /** Runs the command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Bonafide.run(arguments));
    }
}
