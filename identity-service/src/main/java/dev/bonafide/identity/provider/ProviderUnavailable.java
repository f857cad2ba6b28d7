package dev.bonafide.identity.provider;

import java.io.Serial;

/** An outside party could not be asked. Says nothing about what it would have answered. */
public final class ProviderUnavailable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Names the party. */
    public ProviderUnavailable(String party) {
        super(party + " cannot be asked", null, false, false);
    }
}
