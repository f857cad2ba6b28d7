package dev.bonafide.dispute.dispute;

import java.util.UUID;

/** What someone asks of a dispute, what the escrow service tells it, or what time says to it. */
public sealed interface DisputeCommand {

    /** The command by name. */
    default Name name() {
        return switch (this) {
            case ConfirmFreeze _ -> Name.CONFIRM_FREEZE;
            case RefuseFreeze _ -> Name.REFUSE_FREEZE;
            case AddEvidence _ -> Name.ADD_EVIDENCE;
            case Withdraw _ -> Name.WITHDRAW;
            case Assign _ -> Name.ASSIGN;
            case GiveBack _ -> Name.GIVE_BACK;
            case Rule _ -> Name.RULE;
            case StepAnswered _ -> Name.STEP_ANSWERED;
            case AssignmentDue _ -> Name.ASSIGNMENT_DUE;
            case PaymentDue _ -> Name.PAYMENT_DUE;
        };
    }

    /** The commands by name, for refusals, histories and tables. */
    enum Name {
        CONFIRM_FREEZE,
        REFUSE_FREEZE,
        ADD_EVIDENCE,
        WITHDRAW,
        ASSIGN,
        GIVE_BACK,
        RULE,
        STEP_ANSWERED,
        ASSIGNMENT_DUE,
        PAYMENT_DUE
    }

    /** The money is frozen. */
    record ConfirmFreeze() implements DisputeCommand {}

    /** The money cannot be frozen, for the reason given as a code. */
    record RefuseFreeze(String code) implements DisputeCommand {}

    /** A party adds a piece; so many of that side are there already. */
    record AddEvidence(UUID by, int itemsOfSide) implements DisputeCommand {}

    /** The opener takes the claim back, which rules for the other side. */
    record Withdraw(UUID by, UUID rulingId) implements DisputeCommand {}

    /** An arbiter takes the case. */
    record Assign(UUID arbiter) implements DisputeCommand {}

    /** The arbiter puts the case back into the queue. */
    record GiveBack(UUID arbiter) implements DisputeCommand {}

    /** The arbiter decides who is to have the money. */
    record Rule(UUID arbiter, UUID rulingId, Party outcome, Reasons reasons) implements DisputeCommand {}

    /** The escrow service has moved the money to that side. */
    record StepAnswered(Party paid) implements DisputeCommand {}

    /** An arbiter should have the case by now. */
    record AssignmentDue() implements DisputeCommand {}

    /** The money should have moved by now. */
    record PaymentDue() implements DisputeCommand {}
}
