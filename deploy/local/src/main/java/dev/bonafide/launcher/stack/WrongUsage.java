package dev.bonafide.launcher.stack;

/** What was typed means nothing; the message names the value and what was expected. */
public final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The whole message; it needs no stack trace to be understood. */
    public WrongUsage(String message) {
        super(message, null, false, false);
    }
}
