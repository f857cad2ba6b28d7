package dev.bonafide.escrow.web;

import dev.bonafide.escrow.desk.order.Planned.Refused;
import dev.bonafide.escrow.instalment.Ineligibility;
import dev.bonafide.escrow.web.InstalmentViews.ReasonView;
import dev.bonafide.kit.problem.FieldError;
import dev.bonafide.kit.problem.Problem;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Texts;
import java.util.List;

/** The one table from a refused wish about a plan to a problem. */
final class InstalmentProblems {
    private InstalmentProblems() {}

    static Problem of(Refused refusal, Texts texts, Language language) {
        return switch (refusal) {
            case Refused.ByOrder(var byOrder) -> RefusalProblems.of(byOrder);
            case Refused.AlreadyPending(var payment) ->
                Problem.of(409, "PAYMENT_PENDING").with("paymentId", payment);
            case Refused.NotEligible(var policyVersion, var reasons) ->
                notEligible(policyVersion, reasons, texts, language);
            case Refused.InMilestones _ -> Problem.of(409, "MILESTONES_ARE_PAID_AT_ONCE");
            case Refused.NothingOwed _ -> Problem.of(409, "NOTHING_OWED");
            case Refused.UnknownPart(var number) ->
                Problem.of(404, "INSTALMENT_NOT_FOUND").with("number", number);
            case Refused.NotOverdue(var at) -> Problem.of(409, "NOT_OVERDUE").with("stage", at.name());
            case Refused.StillHeld _ -> Problem.of(409, "STILL_HELD");
            case Refused.SamePerson _ -> Problem.of(403, "SAME_PERSON");
        };
    }

    private static Problem notEligible(
            String policyVersion, List<Ineligibility> reasons, Texts texts, Language language) {
        var problem = Problem.of(422, "INSTALMENTS_REFUSED")
                .with("policyVersion", policyVersion)
                .with(
                        "reasons",
                        reasons.stream()
                                .map(reason -> ReasonView.of(reason, texts, language))
                                .toList());
        var ofParts = reasons.stream().anyMatch(reason -> reason instanceof Ineligibility.PartsNotOffered);
        return ofParts ? problem.with(FieldError.at("/parts", "NOT_OFFERED")) : problem;
    }
}
