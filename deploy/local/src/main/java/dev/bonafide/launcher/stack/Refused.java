package dev.bonafide.launcher.stack;

/** A reason, in words for the person at the keyboard, why what was asked cannot be done now. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The whole message; it needs no stack trace to be understood. */
    public Refused(String message) {
        super(message, null, false, false);
    }
}
