package dev.bonafide.identity.verification;

import dev.bonafide.identity.verification.Decision.AlreadyDone;
import dev.bonafide.identity.verification.Decision.Moved;
import dev.bonafide.identity.verification.Decision.Parked;
import dev.bonafide.identity.verification.Decision.Refused.CodeExpired;
import dev.bonafide.identity.verification.Decision.Refused.JustSentElsewhere;
import dev.bonafide.identity.verification.Decision.Refused.LockedNow;
import dev.bonafide.identity.verification.Decision.Refused.LockedStill;
import dev.bonafide.identity.verification.Decision.Refused.OtherSubject;
import dev.bonafide.identity.verification.Decision.Refused.TooOften;
import dev.bonafide.identity.verification.Decision.Refused.WrongCode;
import dev.bonafide.identity.verification.Decision.Refused.WrongStage;
import dev.bonafide.identity.verification.Verification.Asked;
import dev.bonafide.identity.verification.Verification.Challenged;
import dev.bonafide.identity.verification.Verification.Expired;
import dev.bonafide.identity.verification.Verification.Locked;
import dev.bonafide.identity.verification.Verification.ManualReview;
import dev.bonafide.identity.verification.Verification.None;
import dev.bonafide.identity.verification.Verification.Reason;
import dev.bonafide.identity.verification.Verification.Refused;
import dev.bonafide.identity.verification.Verification.Verified;
import dev.bonafide.identity.verification.VerificationCommand.AnswerCode;
import dev.bonafide.identity.verification.VerificationCommand.AskProvider;
import dev.bonafide.identity.verification.VerificationCommand.ProviderSays;
import dev.bonafide.identity.verification.VerificationCommand.ReviewerSays;
import dev.bonafide.identity.verification.VerificationCommand.Revoke;
import dev.bonafide.identity.verification.VerificationCommand.SendCode;
import dev.bonafide.identity.verification.VerificationCommand.SubjectIsTaken;
import dev.bonafide.identity.verification.VerificationCommand.TimeIsUp;
import java.time.Instant;

/** Every command against every stage of a verification. */
public final class VerificationRules {

    private VerificationRules() {}

    /** What the command does at that instant. Changes nothing itself. */
    public static Decision decide(Verification verification, VerificationCommand command, Instant now) {
        return switch (command) {
            case SendCode send -> send(verification, send, now);
            case AskProvider ask -> ask(verification, ask, now);
            case AnswerCode answer -> answer(verification, answer, now);
            case ProviderSays says -> hear(verification, says, now);
            case ReviewerSays says -> review(verification, says, now);
            case SubjectIsTaken _ -> taken(verification);
            case TimeIsUp _ -> timeIsUp(verification, now);
            case Revoke _ -> revoke(verification);
        };
    }

    private static Decision send(Verification verification, SendCode send, Instant now) {
        return switch (verification) {
            case None _, Expired _, Refused _ -> challenge(verification.tally().on(now), send, now);
            case Challenged at -> sendAgain(at, send, now);
            case Locked at
            when !now.isBefore(at.until()) -> challenge(at.tally().on(now), send, now);
            case Locked at -> new LockedStill(at);
            case Verified at when at.subject().matches(send.subject()) -> new AlreadyDone(at);
            case Verified at -> new OtherSubject(at);
            case Asked _, ManualReview _ -> new WrongStage(verification);
        };
    }

    private static Decision challenge(Tally today, SendCode send, Instant now) {
        if (!today.mayStart() || !today.mayBeSentCode()) {
            return new TooOften(today.endsAt());
        }
        return new Moved(new Challenged(
                today.started().codeSent(), send.subject(), send.code(), now, now.plus(Verification.CODE_VALIDITY), 0));
    }

    private static Decision sendAgain(Challenged at, SendCode send, Instant now) {
        Instant againAt = at.sentAt().plus(Verification.RESEND_PAUSE);
        boolean samePhone = at.subject().matches(send.subject());
        if (now.isBefore(againAt)) {
            return samePhone ? new AlreadyDone(at) : new JustSentElsewhere(againAt);
        }
        Tally today = at.tally().on(now);
        if (!today.mayBeSentCode()) {
            return new TooOften(today.endsAt());
        }
        // The wrong codes stay counted, also for another phone: asking anew must not buy more guesses.
        return new Moved(new Challenged(
                today.codeSent(),
                send.subject(),
                send.code(),
                now,
                now.plus(Verification.CODE_VALIDITY),
                at.wrongCodes()));
    }

    private static Decision ask(Verification verification, AskProvider ask, Instant now) {
        return switch (verification) {
            case None _, Expired _, Refused _ -> {
                Tally today = verification.tally().on(now);
                yield today.mayStart()
                        ? new Moved(new Asked(
                                today.started(), ask.subject(), ask.request(), now.plus(Verification.ANSWER_WAIT)))
                        : new TooOften(today.endsAt());
            }
            case Asked at -> sameOrOther(at, at.subject(), ask.subject());
            case ManualReview at -> sameOrOther(at, at.subject(), ask.subject());
            case Verified at -> sameOrOther(at, at.subject(), ask.subject());
            case Challenged _, Locked _ -> new WrongStage(verification);
        };
    }

    private static Decision sameOrOther(Verification at, Fingerprint known, Fingerprint asked) {
        return known.matches(asked) ? new AlreadyDone(at) : new OtherSubject(at);
    }

    private static Decision answer(Verification verification, AnswerCode answer, Instant now) {
        return switch (verification) {
            case Challenged at when !now.isBefore(at.expiresAt()) -> new CodeExpired(at.expire());
            case Challenged at when at.code().matches(answer.code()) -> new Moved(at.pass(now));
            case Challenged at when at.attemptsLeft() == 1 -> new LockedNow(at.lock(now));
            case Challenged at -> new WrongCode(at.wrong());
            case Locked at when now.isBefore(at.until()) -> new LockedStill(at);
            case Verified at -> new AlreadyDone(at);
            case None _, Asked _, ManualReview _, Locked _, Expired _, Refused _ -> new WrongStage(verification);
        };
    }

    private static Decision hear(Verification verification, ProviderSays says, Instant now) {
        return switch (verification) {
            case Asked at
            when at.request().equals(says.request()) ->
                switch (says.answer()) {
                    case MATCH -> new Moved(at.pass(now));
                    case NO_MATCH -> new Moved(at.refuse(Reason.NO_MATCH));
                    case UNSURE -> new Moved(at.review(now));
                };
            case Verified at
            when says.request().equals(at.request()) ->
                switch (says.answer()) {
                    case MATCH, UNSURE -> new AlreadyDone(at);
                    case NO_MATCH -> new Moved(at.doubt(says.request(), now));
                };
            // Under review a person decides. Whatever else the provider says is written down for that person.
            case None _, Challenged _, Asked _, ManualReview _, Locked _, Verified _, Expired _, Refused _ ->
                new Parked(verification);
        };
    }

    private static Decision review(Verification verification, ReviewerSays says, Instant now) {
        return switch (verification) {
            case ManualReview at -> new Moved(says.genuine() ? at.pass(now) : at.refuse());
            case Verified at when says.genuine() -> new AlreadyDone(at);
            case Refused at when !says.genuine() && at.reason() == Reason.REVIEWER_DECLINED -> new AlreadyDone(at);
            case None _, Challenged _, Asked _, Locked _, Verified _, Expired _, Refused _ ->
                new WrongStage(verification);
        };
    }

    private static Decision taken(Verification verification) {
        return switch (verification) {
            case Challenged at -> new Moved(new Refused(at.tally(), Reason.BOUND_ELSEWHERE));
            case Asked at -> new Moved(at.refuse(Reason.BOUND_ELSEWHERE));
            case None _, ManualReview _, Locked _, Verified _, Expired _, Refused _ -> new WrongStage(verification);
        };
    }

    private static Decision timeIsUp(Verification verification, Instant now) {
        return switch (verification) {
            case Challenged at when !now.isBefore(at.expiresAt()) -> new Moved(at.expire());
            case Asked at when !now.isBefore(at.expiresAt()) -> new Moved(at.expire());
            case Locked at when !now.isBefore(at.until()) -> new Moved(at.unlock());
            case None _, Challenged _, Asked _, ManualReview _, Locked _, Verified _, Expired _, Refused _ ->
                new AlreadyDone(verification);
        };
    }

    private static Decision revoke(Verification verification) {
        return switch (verification) {
            case None at -> new AlreadyDone(at);
            case Verified at -> new Moved(at.revoke());
            case Challenged _, Asked _, ManualReview _ -> new Moved(new None(verification.tally()));
            case Locked _, Expired _, Refused _ -> new WrongStage(verification);
        };
    }
}
