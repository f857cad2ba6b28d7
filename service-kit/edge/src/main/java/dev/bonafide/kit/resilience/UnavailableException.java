package dev.bonafide.kit.resilience;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A remote could not be asked, or did not answer in time. Says nothing about what it would have answered. */
public final class UnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String remote;
    private final Reason reason;

    /** Why there is no answer. */
    public enum Reason {
        /** The time limit ran out; the remote may have done what it was asked. */
        TOO_SLOW,
        /** The circuit breaker lets no call through; the remote was not asked. */
        AT_REST,
        /** As many calls as allowed are under way; the remote was not asked. */
        TOO_MANY_CALLS
    }

    UnavailableException(String remote, Reason reason) {
        this(remote, reason, null);
    }

    UnavailableException(String remote, Reason reason, @Nullable Throwable cause) {
        super(remote + ": " + reason, cause, false, false);
        this.remote = remote;
        this.reason = reason;
    }

    /** The name of the remote's guard. */
    public String remote() {
        return remote;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }
}
