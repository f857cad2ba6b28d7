package dev.bonafide.identity.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One kind of proof of one account. A record per stage; each offers only the moves that are legal in it. */
public sealed interface Verification {

    /** Wrong codes after which no further one is looked at. */
    int WRONG_CODES_MAX = 5;
    /** How long a code is good. */
    Duration CODE_VALIDITY = Duration.ofMinutes(10);
    /** The shortest time between two codes. */
    Duration RESEND_PAUSE = Duration.ofSeconds(60);
    /** How long guessing is shut off. */
    Duration LOCK = Duration.ofHours(24);
    /** How long a provider's answer is waited for. */
    Duration ANSWER_WAIT = Duration.ofHours(24);
    /** After what time a person who has not looked at a case is reminded of it. */
    Duration REVIEW_WAIT = Duration.ofHours(72);

    /** Starts and codes of the day. */
    Tally tally();

    /** Nothing has been asked for, or it has been taken back. */
    record None(Tally tally) implements Verification {}

    /**
     * A code is on its way to the phone.
     *
     * @param subject stands for the phone
     * @param code stands for the code that was sent last
     * @param sentAt when that was
     * @param expiresAt until when it is good
     * @param wrongCodes wrong ones so far, over all codes of this challenge
     */
    record Challenged(
            Tally tally, Fingerprint subject, Fingerprint code, Instant sentAt, Instant expiresAt, int wrongCodes)
            implements Verification {

        /** How many wrong codes may still come; the last of them locks. */
        public int attemptsLeft() {
            return WRONG_CODES_MAX - wrongCodes;
        }

        Challenged wrong() {
            return new Challenged(tally, subject, code, sentAt, expiresAt, wrongCodes + 1);
        }

        Verified pass(Instant now) {
            return new Verified(tally, subject, null, now);
        }

        Locked lock(Instant now) {
            return new Locked(tally, now.plus(LOCK));
        }

        Expired expire() {
            return new Expired(tally);
        }
    }

    /**
     * A provider has been asked, or is about to be.
     *
     * @param subject stands for the id number
     * @param request the question; answers to any other are not for this stage
     * @param expiresAt when silence ends it
     */
    record Asked(Tally tally, Fingerprint subject, UUID request, Instant expiresAt) implements Verification {

        Verified pass(Instant now) {
            return new Verified(tally, subject, request, now);
        }

        Refused refuse(Reason reason) {
            return new Refused(tally, reason);
        }

        ManualReview review(Instant now) {
            return new ManualReview(tally, subject, request, now.plus(REVIEW_WAIT));
        }

        Expired expire() {
            return new Expired(tally);
        }
    }

    /** A person has to look, because the provider would not say or has contradicted itself. */
    record ManualReview(Tally tally, Fingerprint subject, UUID request, Instant remindAt) implements Verification {

        Verified pass(Instant now) {
            return new Verified(tally, subject, request, now);
        }

        Refused refuse() {
            return new Refused(tally, Reason.REVIEWER_DECLINED);
        }
    }

    /** Too many wrong codes. */
    record Locked(Tally tally, Instant until) implements Verification {

        None unlock() {
            return new None(tally);
        }
    }

    /** Proven. */
    record Verified(
            Tally tally, Fingerprint subject, @Nullable UUID request, Instant at) implements Verification {

        ManualReview doubt(UUID contradicted, Instant now) {
            return new ManualReview(tally, subject, contradicted, now.plus(REVIEW_WAIT));
        }

        None revoke() {
            return new None(tally);
        }
    }

    /** Nobody answered in time. */
    record Expired(Tally tally) implements Verification {}

    /** Answered, and the answer was no. */
    record Refused(Tally tally, Reason reason) implements Verification {}

    /** Why a verification was refused. */
    enum Reason {
        /** The provider says that name and number do not belong together. */
        NO_MATCH,
        /** A person looked at it and was not convinced. */
        REVIEWER_DECLINED,
        /** The phone or the id number belongs to another account already. */
        BOUND_ELSEWHERE
    }
}
