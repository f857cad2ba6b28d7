package dev.bonafide.escrow.handover;

import dev.bonafide.escrow.order.Decision;
import java.time.Instant;

/** What comes of a code or a token that the seller gives in. */
public sealed interface HandOverDecision {

    /** The buyer has given it for the item. */
    record Proven(HandedOver handedOver) implements HandOverDecision {}

    /** Nothing is proven, and why. */
    sealed interface Refused extends HandOverDecision {

        /** The order does not allow it. */
        record ByOrder(Decision.Refused refusal) implements Refused {}

        /** The buyer has not asked for a code. */
        record NoPass() implements Refused {}

        /** It was proven before: code and token work once. */
        record Before(Instant at) implements Refused {}

        /** Not the code; what is wrong counts. */
        record WrongCode(int triesLeft) implements Refused {}

        /** Too many wrong codes: none is taken until the buyer has asked for another. */
        record Locked() implements Refused {}

        /** Not signed for this order, or not a token at all. */
        record WrongToken() implements Refused {}

        /** Signed for a time at which it cannot have been. */
        record WrongTime(Instant from, Instant to) implements Refused {}
    }
}
