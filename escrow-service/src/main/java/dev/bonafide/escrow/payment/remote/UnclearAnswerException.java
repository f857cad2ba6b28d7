package dev.bonafide.escrow.payment.remote;

import java.io.Serial;

/**
 * An ask came to no clear end, and says nothing about what the provider did: no answer, a broken one, or one that tells
 * of trouble over there. Carries neither bodies nor messages of others, so it may be logged.
 */
public final class UnclearAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param provider its name
     * @param what in our own words, or the name of a failure's class
     */
    public UnclearAnswerException(String provider, String what) {
        super(provider + ": " + what);
    }

    /** For a failure that nobody expected: its place in the code is kept, its message is not. */
    static UnclearAnswerException of(String provider, Throwable failure) {
        var unclear = new UnclearAnswerException(provider, failure.getClass().getName());
        unclear.setStackTrace(failure.getStackTrace());
        return unclear;
    }
}
