package dev.bonafide.identity.verification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How often an account has begun a verification, and how many codes it was sent, on one day (UTC).
 *
 * @param day the day that is counted
 * @param starts fresh starts on it; a code sent again is none
 * @param codes codes sent on it
 */
public record Tally(LocalDate day, int starts, int codes) {

    /** Fresh starts allowed in a day. */
    public static final int STARTS_MAX = 3;
    /** Codes sent in a day at most, first ones and repeats together. */
    public static final int CODES_MAX = 5;

    /** Nothing counted yet. */
    public static Tally empty(Instant now) {
        return new Tally(dayOf(now), 0, 0);
    }

    Tally on(Instant now) {
        return day.equals(dayOf(now)) ? this : empty(now);
    }

    Tally started() {
        return new Tally(day, starts + 1, codes);
    }

    Tally codeSent() {
        return new Tally(day, starts, codes + 1);
    }

    boolean mayStart() {
        return starts < STARTS_MAX;
    }

    boolean mayBeSentCode() {
        return codes < CODES_MAX;
    }

    /** When counting begins anew. */
    Instant endsAt() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate dayOf(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
