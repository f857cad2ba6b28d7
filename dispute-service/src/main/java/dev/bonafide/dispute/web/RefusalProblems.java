package dev.bonafide.dispute.web;

import dev.bonafide.dispute.dispute.Decision.Refused;
import dev.bonafide.dispute.dispute.OpeningDecision;
import dev.bonafide.kit.problem.HttpProblems;
import dev.bonafide.kit.problem.Problem;
import java.util.Collection;
import java.util.List;

/** The one table from a refusal to a problem. A new refusal does not compile until it has a status here. */
final class RefusalProblems {
    private RefusalProblems() {}

    static Problem of(Refused refusal) {
        return switch (refusal) {
            case Refused.NotAParty _ -> HttpProblems.notFound();
            case Refused.NotTheOpener _ -> Problem.of(403, "NOT_THE_OPENER");
            case Refused.ArbiterIsParty _ -> Problem.of(403, "ARBITER_IS_PARTY");
            case Refused.WrongStage(var asked, var at, var allowed) ->
                Problem.of(409, "WRONG_STAGE")
                        .with("asked", asked.name())
                        .with("stage", at.name())
                        .with("allowed", names(allowed));
            case Refused.FreezePending _ -> Problem.of(409, "FREEZE_PENDING").withHeader("Retry-After", "1");
            case Refused.EvidenceClosed(var at) ->
                Problem.of(409, "EVIDENCE_CLOSED").with("stage", at.name());
            case Refused.EvidenceQuota(var max) ->
                Problem.of(409, "EVIDENCE_QUOTA").with("itemsMax", max);
            case Refused.AlreadyAssigned _ -> Problem.of(409, "ALREADY_ASSIGNED");
            case Refused.NotAssigned(var at) -> Problem.of(409, "NOT_ASSIGNED").with("stage", at.name());
            case Refused.RulingInExecution(var ruling) ->
                Problem.of(409, "RULING_IN_EXECUTION").with("rulingId", ruling);
        };
    }

    static Problem of(OpeningDecision.Refused refusal) {
        return switch (refusal) {
            case OpeningDecision.Refused.UnknownOrder _ -> HttpProblems.notFound();
            case OpeningDecision.Refused.NotTheBuyer _ -> Problem.of(403, "NOT_THE_BUYER");
            case OpeningDecision.Refused.WrongOrderStage(var at, var allowed) ->
                Problem.of(409, "ORDER_WRONG_STAGE")
                        .with("orderStage", at.name())
                        .with("allowed", names(allowed));
            case OpeningDecision.Refused.TooEarly(var from) ->
                Problem.of(409, "TOO_EARLY").with("from", from.toString());
            case OpeningDecision.Refused.WindowClosed(var reason, var closedAt, var tryInstead) -> {
                var closed = Problem.of(409, "WINDOW_CLOSED")
                        .with("reason", reason.name())
                        .with("closedAt", closedAt.toString());
                yield tryInstead == null ? closed : closed.with("tryInstead", tryInstead.name());
            }
            case OpeningDecision.Refused.OtherDisputeOpen(var dispute) ->
                Problem.of(409, "OTHER_DISPUTE_OPEN").with("disputeId", dispute);
        };
    }

    private static List<String> names(Collection<? extends Enum<?>> some) {
        return some.stream().map(Enum::name).sorted().toList();
    }
}
