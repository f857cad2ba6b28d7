package dev.bonafide.logistics.carrier.sandbox;

import dev.bonafide.logistics.tracking.Code;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox's carrier shall do with a parcel.
 *
 * @param shuffle whether messages are sent in a drawn order; the times of the scans themselves stay
 * @param seed of the draw, so that it can be repeated
 */
public record Script(List<Step> steps, boolean shuffle, long seed) {

    /** Copies the steps. */
    public Script {
        steps = List.copyOf(steps);
    }

    /** A script that is sent in its own order. */
    public static Script of(Step... steps) {
        return new Script(List.of(steps), false, 0);
    }

    /**
     * One scan.
     *
     * @param after business time from the start of the script to the scan
     * @param sentAfter business time from the start of the script to its message
     * @param times how often it is sent: first as itself, then in a new message, then that message again
     * @param city where, if not where the code leads one to expect
     * @param wronglySigned whether the message carries a signature that nobody made
     */
    public record Step(
            Code code,
            Duration after,
            Duration sentAfter,
            int times,
            @Nullable String city,
            boolean wronglySigned) {

        /** A scan that is reported at once, so often. */
        public static Step of(Code code, String after, int times) {
            Duration when = Duration.parse(after);
            return new Step(code, when, when, times, null, false);
        }

        /** A scan that is reported at once. */
        public static Step of(Code code, String after) {
            return of(code, after, 1);
        }

        Step sent(String later) {
            return new Step(code, after, Duration.parse(later), times, city, wronglySigned);
        }

        Step in(String elsewhere) {
            return new Step(code, after, sentAfter, times, elsewhere, wronglySigned);
        }

        Step forged() {
            return new Step(code, after, sentAfter, times, city, true);
        }
    }
}
