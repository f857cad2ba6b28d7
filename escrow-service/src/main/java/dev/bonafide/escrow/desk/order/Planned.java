package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.instalment.Ineligibility;
import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.escrow.instalment.PlanSchedule.Due;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.payment.Payment;
import dev.bonafide.kit.money.Money;
import java.util.List;
import java.util.UUID;

/** What came of a wish about an instalment plan. */
public sealed interface Planned {
    /** What a plan would be; nothing has changed. */
    record Quoted(Money total, String policyVersion, List<Due> parts) implements Planned {}

    /** The plan, whose first part the provider is being asked for. */
    record Proposed(InstalmentPlan plan, Payment first) implements Planned {}

    /** A part is being asked for. */
    record Asked(Payment payment) implements Planned {}

    /** A second person must agree before the part is given up. */
    record WriteOffProposed(InstalmentPlan plan) implements Planned {}

    /** The part is given up. */
    record WrittenOff(InstalmentPlan plan) implements Planned {}

    /** Nothing changes, and why. */
    sealed interface Refused extends Planned {
        /** Not this order, not this caller, or not now. */
        record ByOrder(Decision.Refused refusal) implements Refused {}

        /** What is delivered in milestones is paid at once: a plan and a part that goes back would both want the same money. */
        record InMilestones() implements Refused {}

        /** Another payment is under way. */
        record AlreadyPending(UUID payment) implements Refused {}

        /** This buyer cannot pay this order in parts. */
        record NotEligible(String policyVersion, List<Ineligibility> reasons) implements Refused {}

        /** The order is not paid in parts, or nothing of it is owed any more. */
        record NothingOwed() implements Refused {}

        /** There is no such part. */
        record UnknownPart(int number) implements Refused {}

        /** Only an overdue part can be given up. */
        record NotOverdue(Instalment.Stage at) implements Refused {}

        /** Money is still held for the order, so a refund may yet take the part off. */
        record StillHeld() implements Refused {}

        /** Whoever proposed it cannot agree to it as well. */
        record SamePerson() implements Refused {}
    }
}
