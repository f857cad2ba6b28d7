package dev.bonafide.gateway.proxy;

import java.io.Serial;

/** A service cannot be reached, or takes too long. Says nothing about what it did. */
public final class AwayException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String service;
    private final boolean isTooSlow;

    private AwayException(String service, boolean isTooSlow, String message) {
        super(message, null, false, false);
        this.service = service;
        this.isTooSlow = isTooSlow;
    }

    static AwayException unreachable(String service, Throwable cause) {
        return new AwayException(service, false, service + " cannot be reached: " + cause);
    }

    static AwayException tooSlow(String service) {
        return new AwayException(service, true, service + " takes too long");
    }

    /** Name of the service. */
    public String service() {
        return service;
    }

    /** Whether it was reached and then took too long. */
    public boolean isTooSlow() {
        return isTooSlow;
    }
}
