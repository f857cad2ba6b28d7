package dev.bonafide.identity.web;

import dev.bonafide.identity.desk.VerificationDesk.Outcome;
import dev.bonafide.identity.verification.Decision.AlreadyDone;
import dev.bonafide.identity.verification.Decision.Moved;
import dev.bonafide.identity.verification.Decision.Parked;
import dev.bonafide.identity.verification.Decision.Refused;
import dev.bonafide.identity.verification.Verification.Verified;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;

/** The one table from what became of a command to HTTP. A new refusal does not compile until it has a status here. */
final class VerificationAnswers {

    private VerificationAnswers() {}

    /** For a start: 202, unless it had been proven before. */
    static Answer started(Outcome outcome, Instant now) {
        return answer(outcome, now, outcome.row().verification() instanceof Verified ? 200 : 202);
    }

    /** For a code or a review: 200. */
    static Answer answered(Outcome outcome, Instant now) {
        return answer(outcome, now, 200);
    }

    private static Answer answer(Outcome outcome, Instant now, int status) {
        if (outcome.boundElsewhere()) {
            return Answer.of(Problem.of(409, "IDENTITY_ALREADY_BOUND")
                    .with("kind", outcome.row().kind())
                    .with("verificationId", outcome.row().id()));
        }
        return switch (outcome.decision()) {
            case Moved _, AlreadyDone _ ->
                status == 202
                        ? Answer.accepted(VerificationView.of(outcome.row()))
                        : Answer.ok(VerificationView.of(outcome.row()));
            case Parked _ -> Answer.of(wrongStage(outcome));
            case Refused refused -> Answer.of(problem(refused, outcome, now));
        };
    }

    private static Problem problem(Refused refused, Outcome outcome, Instant now) {
        return switch (refused) {
            case Refused.WrongStage _ -> wrongStage(outcome);
            case Refused.WrongCode(var to) -> Problem.of(422, "WRONG_CODE").with("attemptsLeft", to.attemptsLeft());
            case Refused.CodeExpired _ -> Problem.of(422, "CODE_EXPIRED");
            case Refused.LockedNow(var to) -> locked(to.until(), now);
            case Refused.LockedStill(var at) -> locked(at.until(), now);
            case Refused.TooOften(var againAt) -> later("VERIFICATION_TOO_OFTEN", againAt, now);
            case Refused.JustSentElsewhere(var againAt) -> later("CODE_JUST_SENT", againAt, now);
            case Refused.OtherSubject _ ->
                Problem.of(409, "VERIFICATION_OF_OTHER")
                        .with("stage", outcome.row().stageName());
        };
    }

    private static Problem wrongStage(Outcome outcome) {
        return Problem.of(409, "VERIFICATION_WRONG_STAGE")
                .with("stage", outcome.row().stageName());
    }

    private static Problem locked(Instant until, Instant now) {
        return later("VERIFICATION_LOCKED", until, now).with("attemptsLeft", 0);
    }

    private static Problem later(String code, Instant againAt, Instant now) {
        long seconds =
                Math.max(1, Duration.between(now, againAt).plusMillis(999).toSeconds());
        return Problem.of(429, code)
                .with("retryAt", againAt)
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
}
