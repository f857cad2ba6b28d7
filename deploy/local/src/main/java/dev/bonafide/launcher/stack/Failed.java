package dev.bonafide.launcher.stack;

/** Something was begun and did not succeed, in words for the person at the keyboard. */
public final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The whole message; it needs no stack trace to be understood. */
    public Failed(String message) {
        super(message, null, false, false);
    }
}
