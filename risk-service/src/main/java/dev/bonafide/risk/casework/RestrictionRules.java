package dev.bonafide.risk.casework;

import dev.bonafide.risk.casework.Restriction.Active;
import dev.bonafide.risk.casework.Restriction.LiftReason;
import dev.bonafide.risk.casework.Restriction.Lifted;
import java.time.Instant;

/** When a restriction ends. */
public final class RestrictionRules {
    private RestrictionRules() {}

    /** What lifting comes to. */
    public sealed interface Lifting {
        /** It holds no longer. */
        record Moved(Lifted to) implements Lifting {}

        /** It held no longer before. */
        record AlreadyDone(Lifted at) implements Lifting {}

        /** Its time is not over. */
        record NotYet(Instant until) implements Lifting {}
    }

    /** Lifts a restriction; by time only once its time is over, which its last instant is not. */
    public static Lifting lift(Restriction restriction, LiftReason reason, Instant now) {
        return switch (restriction) {
            case Lifted lifted -> new Lifting.AlreadyDone(lifted);
            case Active active ->
                switch (reason) {
                    case EXPIRED ->
                        now.isBefore(active.terms().until())
                                ? new Lifting.NotYet(active.terms().until())
                                : new Lifting.Moved(active.lift(reason, now));
                    case CASE_APPROVED -> new Lifting.Moved(active.lift(reason, now));
                };
        };
    }
}
