package dev.bonafide.escrow.order;

import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What comes of a command: the order moves, there is nothing left to do, or it is refused for a reason with its facts. */
public sealed interface Decision {

    /**
     * The order moves, through every stage of the path; the last one is where it rests. A path may stay within a stage,
     * when only what is known at that stage changes.
     */
    record Moved(List<Order> path) implements Decision {

        /** Refuses a path that leads nowhere. */
        public Moved {
            path = List.copyOf(path);
            if (path.isEmpty()) {
                throw new IllegalArgumentException("A move leads somewhere");
            }
        }

        static Moved to(Order... path) {
            return new Moved(List.of(path));
        }

        /** Where the order rests. */
        public Order to() {
            return path.getLast();
        }
    }

    /** The order is where the command would lead, or past it: what makes a repeated message quiet. */
    record AlreadyDone(Order at) implements Decision {}

    /** Nothing changes, and why. */
    sealed interface Refused extends Decision {

        /** There is no such order. */
        record UnknownOrder(UUID order) implements Refused {}

        /** The caller has no part in the order, and is told no more than if there were none. */
        record NotAParty(UUID caller) implements Refused {}

        /** Only the buyer may do this. */
        record NotTheBuyer(UUID caller) implements Refused {}

        /** Only the seller may do this. */
        record NotTheSeller(UUID caller) implements Refused {}

        /** The caller wanted to change a version that is no longer the current one. */
        record StaleVersion(long current) implements Refused {}

        /** Not at this stage; the commands that would do something are named. */
        record WrongStage(OrderCommand.Name asked, Stage at, Set<OrderCommand.Name> allowed) implements Refused {}

        /** The deadline has not passed yet. */
        record TooEarly(Instant dueAt) implements Refused {}

        /** The buyer may no longer pay. */
        record PaymentWindowClosed(Instant closedAt) implements Refused {}

        /** Another amount or currency than what is due. */
        record AmountDiffers(Money due, Money paid) implements Refused {}

        /** The item was kept in another snapshot than the one agreed on. */
        record SnapshotDiffers(String agreed, String reserved) implements Refused {}

        /** The seller has already handed a parcel in, so the buyer cannot simply cancel. */
        record ShipmentAnnounced(UUID shipment) implements Refused {}

        /** The buyer has asked for the code and may have given it away, so they cannot simply cancel. */
        record CodeIssued(Instant waitsUntil) implements Refused {}

        /** The item comes in a parcel: there is no code for it. */
        record NotAMeeting() implements Refused {}

        /** The order is delivered at once: there are no milestones. */
        record NotInMilestones() implements Refused {}

        /** The order has no such milestone. */
        record UnknownMilestone(int number) implements Refused {}

        /** The seller has not said that the milestone is done. */
        record MilestoneNotDelivered(int number) implements Refused {}

        /** The milestone was not delivered in time, and its money has gone back. */
        record MilestoneRefunded(int number) implements Refused {}

        /** A dispute about the milestone is open. */
        record MilestoneDisputed(int number, UUID dispute) implements Refused {}

        /** A dispute about the milestone was decided. */
        record MilestoneRuled(int number) implements Refused {}

        /** The time to deliver milestones is over. */
        record MilestonesOver(Instant closedAt) implements Refused {}

        /** The order travels in another parcel. */
        record OtherShipment(UUID known, UUID told) implements Refused {}

        /** The buyer has taken the one extension there is. */
        record ExtendedBefore(Instant autoConfirmAt) implements Refused {}

        /** The time to look at the item is over. */
        record InspectionOver(Instant closedAt) implements Refused {}

        /** More than there is. */
        record AboveHeld(Money atMost, Money asked) implements Refused {}

        /** An amount of nothing. */
        record NothingAsked() implements Refused {}

        /** Another currency than the order's. */
        record OtherCurrency(Currency expected, Money told) implements Refused {}

        /** Not a division of what is held: the legs come to something else, or one side has everything. */
        record NotADivision(Money held, Legs legs) implements Refused {}

        /** Silence has accepted the order and released the money before we heard that the item was not there. */
        record ReleasedMeanwhile(Instant at) implements Refused {}

        /** The money cannot be frozen. */
        record NotFreezable(FreezeRefusal reason) implements Refused {}

        /** The item cannot go back without a reason. */
        record NotReturnable(ReturnRefusal reason) implements Refused {}

        /** Two people have let this freeze last longer before. */
        record FreezeExtendedBefore(Instant expiresAt) implements Refused {}

        /** The ruling is about a dispute that does not hold this order's money. */
        record OtherDispute(UUID told) implements Refused {}
    }
}
