package dev.bonafide.gateway.clock;

import java.time.Instant;
import java.util.List;

/** What became of a wish to move the clock. */
sealed interface Moved {

    /**
     * The clock is where it should be, and everything it set off has happened.
     *
     * @param timersSteps stops made on the way because a timer was due
     * @param tookMillis machine time
     */
    record Done(Instant from, Instant to, int timersSteps, long tookMillis) implements Moved {}

    /** Another move is under way. */
    record AlreadyMoving() implements Moved {}

    /** Time does not go back. */
    record NotAhead(Instant now) implements Moved {}

    /** Farther than one move may go. */
    record TooFar(int daysMax) implements Moved {}

    /**
     * The clock stopped at a moment whose consequences did not come to rest in time.
     *
     * @param at that moment
     * @param busy who is not at rest, and with what
     */
    record NotSettled(Instant at, List<String> busy) implements Moved {}

    /** Somebody does not answer. */
    record Away(List<String> who) implements Moved {}
}
