package dev.bonafide.escrow.payment.remote;

import java.io.Serial;

/**
 * The provider has understood an ask and will not do it: nothing has happened. Adapters tell it as a report wherever there
 * is one that says so; it reaches the caller only where there is none.
 */
public final class AskRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * @param provider its name
     * @param code why, in the provider's own words
     */
    public AskRefusedException(String provider, String code) {
        super(provider + ": " + Codes.ours(code));
        this.code = Codes.ours(code);
    }

    /** Why, as {@link Codes} spells it. */
    public String code() {
        return code;
    }
}
