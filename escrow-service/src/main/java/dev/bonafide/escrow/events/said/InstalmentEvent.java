package dev.bonafide.escrow.events.said;

import dev.bonafide.escrow.instalment.Instalment;
import dev.bonafide.escrow.instalment.InstalmentPlan;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What this service says about orders that are paid in parts, on topic {@value #TOPIC} under the order's id. It is between
 * the buyer and the platform, so none of it names the seller.
 */
public sealed interface InstalmentEvent {
    /** Where all of them are said. */
    String TOPIC = "escrow.orders";

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case PlanOpenedV1 _ -> "InstalmentPlanOpened.v1";
                    case PaidV1 _ -> "InstalmentPaid.v1";
                    case ReminderDueV1 _ -> "InstalmentReminderDue.v1";
                    case OverdueV1 _ -> "InstalmentOverdue.v1";
                    case PlanClosedV1 _ -> "InstalmentPlanClosed.v1";
                    case PlanMovedV1 _ -> "InstalmentPlanMoved.v1";
                };
    }

    /** One part as it was agreed. */
    record PartV1(int number, Money amount, LocalDate dueOn) {
        static PartV1 of(Instalment part) {
            return new PartV1(
                    part.share().number(), part.share().amount(), part.share().dueOn());
        }
    }

    /** The first part is paid, and with it the order; the others follow by themselves. */
    record PlanOpenedV1(
            UUID orderId,
            UUID planId,
            UUID buyerId,
            Money total,
            String policyVersion,
            List<PartV1> parts,
            Instant openedAt)
            implements InstalmentEvent {
        /** The event of a plan that has just been opened. */
        public static PlanOpenedV1 of(InstalmentPlan plan, Instant now) {
            return new PlanOpenedV1(
                    plan.orderId(),
                    plan.planId(),
                    plan.buyerId(),
                    plan.total(),
                    plan.conditions().policyVersion(),
                    plan.parts().stream().map(PartV1::of).toList(),
                    now);
        }
    }

    /** One part is paid; so much is left to pay. */
    record PaidV1(UUID orderId, UUID planId, UUID buyerId, int number, Money amount, Money open, Instant paidAt)
            implements InstalmentEvent {
        /** The event of a part of the plan that has just been paid. */
        public static PaidV1 of(InstalmentPlan plan, Instalment part, Instant now) {
            return new PaidV1(
                    plan.orderId(),
                    plan.planId(),
                    plan.buyerId(),
                    part.share().number(),
                    part.share().open(),
                    plan.open(),
                    now);
        }
    }

    /** The buyer should hear that a part will be asked for. */
    record ReminderDueV1(
            UUID orderId, UUID planId, UUID buyerId, int number, Money amount, Kind kind, Instant askAt, Instant at)
            implements InstalmentEvent {

        /** Why now. */
        public enum Kind {
            /** It will soon be asked for, for the first time. */
            DUE_SOON,
            /** It was asked for and not paid; it will be asked for again. */
            TRY_FAILED
        }

        /** The event of a part that will be asked for then. */
        public static ReminderDueV1 of(InstalmentPlan plan, Instalment part, Kind kind, Instant askAt, Instant now) {
            return new ReminderDueV1(
                    plan.orderId(),
                    plan.planId(),
                    plan.buyerId(),
                    part.share().number(),
                    part.share().open(),
                    kind,
                    askAt,
                    now);
        }
    }

    /** A part was asked for for the last time and not paid: it is for the buyer to pay it now. */
    record OverdueV1(UUID orderId, UUID planId, UUID buyerId, int number, Money amount, LocalDate dueOn, Instant since)
            implements InstalmentEvent {
        /** The event of a part that has just become overdue. */
        public static OverdueV1 of(InstalmentPlan plan, Instalment part, Instant since) {
            return new OverdueV1(
                    plan.orderId(),
                    plan.planId(),
                    plan.buyerId(),
                    part.share().number(),
                    part.share().open(),
                    part.share().dueOn(),
                    since);
        }
    }

    /** Nothing of the plan is owed any more. */
    record PlanClosedV1(
            UUID orderId,
            UUID planId,
            UUID buyerId,
            InstalmentPlan.Outcome outcome,
            Money paid,
            Money cancelled,
            Money writtenOff,
            Instant at)
            implements InstalmentEvent {
        /** The event of a plan that has just ended; none while something is owed. */
        public static Optional<PlanClosedV1> of(InstalmentPlan plan, Instant now) {
            return plan.outcome()
                    .map(outcome -> new PlanClosedV1(
                            plan.orderId(),
                            plan.planId(),
                            plan.buyerId(),
                            outcome,
                            plan.paid(),
                            plan.cancelled(),
                            plan.writtenOff(),
                            now));
        }
    }

    /** It has stood still, and goes on: what is still to be asked for is due so many days later. */
    record PlanMovedV1(UUID orderId, UUID planId, UUID buyerId, int days, List<PartV1> parts, Instant at)
            implements InstalmentEvent {
        /** The event of a plan that goes on; none if nothing of it has moved. */
        public static Optional<PlanMovedV1> of(InstalmentPlan before, InstalmentPlan after, int days, Instant now) {
            var moved = after.parts().stream()
                    // One that is overdue is only given up later.
                    .filter(part ->
                            before.parts().stream().noneMatch(was -> was.share().equals(part.share())))
                    .map(part -> new PartV1(
                            part.share().number(),
                            part.share().open(),
                            part.share().dueOn()))
                    .toList();
            return moved.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PlanMovedV1(after.orderId(), after.planId(), after.buyerId(), days, moved, now));
        }
    }
}
