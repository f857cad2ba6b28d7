package dev.bonafide.gateway.limits;

import java.util.Locale;

/** The kinds of requests that are counted apart. */
public enum LimitKind {
    /** Somebody signed in reads. */
    READ,
    /** Somebody signed in changes something. */
    WRITE,
    /** Nobody is signed in. */
    ANONYMOUS,
    /** A provider reports something. */
    WEBHOOK;

    /** The name of the policy as clients read it. */
    public String policy() {
        return name().toLowerCase(Locale.ROOT);
    }
}
