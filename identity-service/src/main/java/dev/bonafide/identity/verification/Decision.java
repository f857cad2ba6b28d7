package dev.bonafide.identity.verification;

import java.time.Instant;

/** What a command does to a verification. */
public sealed interface Decision {

    /** It moves. */
    record Moved(Verification to) implements Decision {}

    /** It had moved already, or there is nothing to move. */
    record AlreadyDone(Verification at) implements Decision {}

    /** An answer that no question waits for: written down, without effect. */
    record Parked(Verification at) implements Decision {}

    /** It does not do what was asked. */
    sealed interface Refused extends Decision {

        /** The stage does not take this command. */
        record WrongStage(Verification at) implements Refused {}

        /** The code is wrong. It counts, so the stage that follows has to be kept. */
        record WrongCode(Verification.Challenged to) implements Refused {}

        /** The code came after its time. */
        record CodeExpired(Verification.Expired to) implements Refused {}

        /** That was the last wrong code allowed. */
        record LockedNow(Verification.Locked to) implements Refused {}

        /** Guessing is shut off. */
        record LockedStill(Verification.Locked at) implements Refused {}

        /** Enough for today. */
        record TooOften(Instant againAt) implements Refused {}

        /** A code has just gone to another phone. */
        record JustSentElsewhere(Instant againAt) implements Refused {}

        /** Something else of this kind is proven, or being proven, already. */
        record OtherSubject(Verification at) implements Refused {}
    }
}
