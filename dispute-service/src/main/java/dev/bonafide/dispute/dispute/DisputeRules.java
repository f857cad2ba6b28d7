package dev.bonafide.dispute.dispute;

import dev.bonafide.dispute.dispute.Decision.AlreadyDone;
import dev.bonafide.dispute.dispute.Decision.Moved;
import dev.bonafide.dispute.dispute.Decision.Parked;
import dev.bonafide.dispute.dispute.Decision.Refused.AlreadyAssigned;
import dev.bonafide.dispute.dispute.Decision.Refused.ArbiterIsParty;
import dev.bonafide.dispute.dispute.Decision.Refused.EvidenceClosed;
import dev.bonafide.dispute.dispute.Decision.Refused.EvidenceQuota;
import dev.bonafide.dispute.dispute.Decision.Refused.FreezePending;
import dev.bonafide.dispute.dispute.Decision.Refused.NotAParty;
import dev.bonafide.dispute.dispute.Decision.Refused.NotAssigned;
import dev.bonafide.dispute.dispute.Decision.Refused.NotTheOpener;
import dev.bonafide.dispute.dispute.Decision.Refused.RulingInExecution;
import dev.bonafide.dispute.dispute.Decision.Refused.WrongStage;
import dev.bonafide.dispute.dispute.Decision.Stays;
import dev.bonafide.dispute.dispute.Dispute.Closed;
import dev.bonafide.dispute.dispute.Dispute.Executing;
import dev.bonafide.dispute.dispute.Dispute.InHands;
import dev.bonafide.dispute.dispute.Dispute.NotOpened;
import dev.bonafide.dispute.dispute.Dispute.Opening;
import dev.bonafide.dispute.dispute.Dispute.Queued;
import dev.bonafide.dispute.dispute.DisputeCommand.AddEvidence;
import dev.bonafide.dispute.dispute.DisputeCommand.Assign;
import dev.bonafide.dispute.dispute.DisputeCommand.AssignmentDue;
import dev.bonafide.dispute.dispute.DisputeCommand.ConfirmFreeze;
import dev.bonafide.dispute.dispute.DisputeCommand.GiveBack;
import dev.bonafide.dispute.dispute.DisputeCommand.Name;
import dev.bonafide.dispute.dispute.DisputeCommand.PaymentDue;
import dev.bonafide.dispute.dispute.DisputeCommand.RefuseFreeze;
import dev.bonafide.dispute.dispute.DisputeCommand.Rule;
import dev.bonafide.dispute.dispute.DisputeCommand.StepAnswered;
import dev.bonafide.dispute.dispute.DisputeCommand.Withdraw;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Every command against every stage. There is no default branch: a new stage or command does not compile until it is
 * decided here. The README shows the same as a table, and a test holds the two together.
 */
public final class DisputeRules {
    /** What both sides are told of a withdrawal. */
    public static final String WITHDRAWN = "The claim was withdrawn by the party that made it.";

    private DisputeRules() {}

    /** What the command does to the dispute at that time. */
    public static Decision decide(Dispute dispute, DisputeCommand command, Policy policy, Instant now) {
        return switch (command) {
            case ConfirmFreeze c ->
                switch (dispute) {
                    case Opening at -> new Moved(at.queue(now, policy.assignWithin()));
                    case Queued _, InHands _, Executing _, Closed _ -> new AlreadyDone(dispute);
                    case NotOpened _ -> new Parked(c, dispute.stage());
                };
            case RefuseFreeze c ->
                switch (dispute) {
                    case Opening at -> new Moved(at.refuse(c.code(), now));
                    case NotOpened at -> new AlreadyDone(at);
                    case Queued _, InHands _, Executing _, Closed _ -> new Parked(c, dispute.stage());
                };
            case AddEvidence c -> addEvidence(dispute, c, policy);
            case Withdraw c -> withdraw(dispute, c, policy, now);
            case Assign c -> assign(dispute, c, now);
            case GiveBack c ->
                switch (dispute) {
                    case Queued at -> new AlreadyDone(at);
                    case InHands at when at.arbiterId().equals(c.arbiter()) -> new Moved(at.giveBack());
                    case InHands at -> new NotAssigned(at.stage());
                    case Opening _, Executing _, Closed _, NotOpened _ -> wrong(c, dispute);
                };
            case Rule c -> rule(dispute, c, policy, now);
            case StepAnswered c ->
                switch (dispute) {
                    case Executing at when at.ruling().outcome() == c.paid() -> new Moved(at.close(now));
                    case Closed at when at.ruling().outcome() == c.paid() -> new AlreadyDone(at);
                    case Opening _, Queued _, InHands _, Executing _, Closed _, NotOpened _ ->
                        new Parked(c, dispute.stage());
                };
            case AssignmentDue _ ->
                switch (dispute) {
                    case Queued at
                    when at.place().overdueSince() == null
                            && !now.isBefore(at.place().dueAt()) -> new Moved(at.overdue(now));
                    case Opening _, Queued _, InHands _, Executing _, Closed _, NotOpened _ -> new AlreadyDone(dispute);
                };
            case PaymentDue _ ->
                switch (dispute) {
                    case Executing at
                    when at.unpaidSince() == null && !now.isBefore(at.payBy()) -> new Moved(at.unpaid(now));
                    case Opening _, Queued _, InHands _, Executing _, Closed _, NotOpened _ -> new AlreadyDone(dispute);
                };
        };
    }

    /** What people may ask of a dispute in that stage, given they are the right ones. */
    public static Set<Name> allowed(Stage stage) {
        return switch (stage) {
            case OPENING -> EnumSet.of(Name.ADD_EVIDENCE);
            case QUEUED -> EnumSet.of(Name.ADD_EVIDENCE, Name.WITHDRAW, Name.ASSIGN);
            case IN_HANDS -> EnumSet.of(Name.ADD_EVIDENCE, Name.WITHDRAW, Name.GIVE_BACK, Name.RULE);
            case EXECUTING, CLOSED, NOT_OPENED -> EnumSet.noneOf(Name.class);
        };
    }

    private static Decision addEvidence(Dispute dispute, AddEvidence command, Policy policy) {
        if (dispute.claim().partyOf(command.by()) == null) {
            return new NotAParty(command.by());
        }
        return switch (dispute) {
            case Opening _, Queued _, InHands _
            when command.itemsOfSide() >= policy.evidenceItemsMax() -> new EvidenceQuota(policy.evidenceItemsMax());
            case Opening _, Queued _, InHands _ -> new Stays(dispute);
            case Executing _, Closed _ -> new EvidenceClosed(dispute.stage());
            case NotOpened _ -> wrong(command, dispute);
        };
    }

    private static Decision withdraw(Dispute dispute, Withdraw command, Policy policy, Instant now) {
        var party = dispute.claim().partyOf(command.by());
        if (party == null) {
            return new NotAParty(command.by());
        }
        if (party != dispute.claim().openedBy()) {
            return new NotTheOpener(command.by());
        }
        var other = party == Party.BUYER ? Party.SELLER : Party.BUYER;
        var ruling = new Ruling(command.rulingId(), Ruling.By.WITHDRAWAL, other, null, WITHDRAWN, now);
        return switch (dispute) {
            case Opening _ -> new FreezePending();
            case Queued at -> new Moved(at.rule(ruling, policy.payWithin()));
            case InHands at -> new Moved(at.rule(ruling, policy.payWithin()));
            case Executing at -> new RulingInExecution(at.ruling().id());
            case Closed _, NotOpened _ -> wrong(command, dispute);
        };
    }

    private static Decision assign(Dispute dispute, Assign command, Instant now) {
        if (dispute.claim().partyOf(command.arbiter()) != null) {
            return new ArbiterIsParty(command.arbiter());
        }
        return switch (dispute) {
            case Queued at -> new Moved(at.assign(command.arbiter(), now));
            case InHands at when at.arbiterId().equals(command.arbiter()) -> new AlreadyDone(at);
            case InHands _ -> new AlreadyAssigned();
            case Opening _, Executing _, Closed _, NotOpened _ -> wrong(command, dispute);
        };
    }

    private static Decision rule(Dispute dispute, Rule command, Policy policy, Instant now) {
        return switch (dispute) {
            case InHands at
            when at.arbiterId().equals(command.arbiter()) ->
                new Moved(at.rule(
                        new Ruling(
                                command.rulingId(),
                                Ruling.By.ARBITER,
                                command.outcome(),
                                command.arbiter(),
                                command.reasons().text(),
                                now),
                        policy.payWithin()));
            case Queued _, InHands _ -> new NotAssigned(dispute.stage());
            case Executing at -> new RulingInExecution(at.ruling().id());
            case Opening _, Closed _, NotOpened _ -> wrong(command, dispute);
        };
    }

    private static WrongStage wrong(DisputeCommand command, Dispute dispute) {
        return new WrongStage(command.name(), dispute.stage(), allowed(dispute.stage()));
    }
}
