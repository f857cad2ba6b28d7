package dev.bonafide.escrow.web;

import dev.bonafide.escrow.approval.Approval;
import dev.bonafide.escrow.approval.Approval.Verdict;
import dev.bonafide.escrow.desk.advance.ApprovalDesk.Outcome;
import dev.bonafide.kit.idempotency.Answer;
import dev.bonafide.kit.problem.Problem;

/** The one table from what came of a person's word to an answer. */
final class ApprovalAnswers {
    private ApprovalAnswers() {}

    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Now(var approval) -> answer(approval);
            case Outcome.Unknown _ -> Answer.of(Problem.of(404, "APPROVAL_NOT_FOUND"));
            case Outcome.NotCounted(var approval, var why) -> Answer.of(problem(approval, why));
            case Outcome.Impossible(var code) ->
                Answer.of(Problem.of(code.equals("PRECONDITION_FAILED") ? 412 : 409, code));
        };
    }

    private static Answer answer(Approval approval) {
        var view = PoolViews.ApprovalView.of(approval);
        return switch (approval.state()) {
            case OPEN -> Answer.accepted(view);
            case APPROVED, REJECTED -> Answer.ok(view);
        };
    }

    private static Problem problem(Approval approval, Verdict why) {
        return switch (why) {
            case SAME_PERSON -> Problem.of(403, "SAME_PERSON");
            case DECIDED ->
                Problem.of(409, "APPROVAL_DECIDED")
                        .with("state", approval.state().name());
            case EXPIRED -> Problem.of(409, "APPROVAL_EXPIRED").with("expiresAt", approval.expiresAt());
            case COUNTS, ALREADY_DONE -> throw new IllegalArgumentException("It counts");
        };
    }
}
