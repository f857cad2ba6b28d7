package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Decision.Refused;
import dev.bonafide.escrow.order.OrderCommand.Accept;
import dev.bonafide.escrow.order.OrderCommand.AcceptMilestone;
import dev.bonafide.escrow.order.OrderCommand.Agree;
import dev.bonafide.escrow.order.OrderCommand.AgreeRefund;
import dev.bonafide.escrow.order.OrderCommand.AnnounceShipment;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirm;
import dev.bonafide.escrow.order.OrderCommand.AutoConfirmMilestone;
import dev.bonafide.escrow.order.OrderCommand.Cancel;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.CloseReturn;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDelivery;
import dev.bonafide.escrow.order.OrderCommand.ConfirmDispatch;
import dev.bonafide.escrow.order.OrderCommand.ConfirmPayment;
import dev.bonafide.escrow.order.OrderCommand.ConfirmReservation;
import dev.bonafide.escrow.order.OrderCommand.DeliverMilestone;
import dev.bonafide.escrow.order.OrderCommand.ExpireMilestones;
import dev.bonafide.escrow.order.OrderCommand.ExpireReturn;
import dev.bonafide.escrow.order.OrderCommand.ExpireUndelivered;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnpaid;
import dev.bonafide.escrow.order.OrderCommand.ExpireUnshipped;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderCommand.ExtendInspection;
import dev.bonafide.escrow.order.OrderCommand.FollowReturn;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.GiveUpWaiting;
import dev.bonafide.escrow.order.OrderCommand.HandOver;
import dev.bonafide.escrow.order.OrderCommand.IssueCode;
import dev.bonafide.escrow.order.OrderCommand.Name;
import dev.bonafide.escrow.order.OrderCommand.RefuseReservation;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.OrderCommand.RevokeDelivery;
import dev.bonafide.escrow.order.OrderCommand.StartReturn;
import dev.bonafide.escrow.order.OrderCommand.TakeVerdict;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every command against every stage: the one front door, with a class behind it for each part of an order's life. There is
 * no default branch: a new command does not compile until it is decided here, nor a new stage until each command knows it.
 * The README shows the same as a table, and a test holds the two together.
 */
public final class OrderRules {

    private OrderRules() {}

    /** What comes of the command at this stage and time. */
    public static Decision decide(Order order, OrderCommand command, Instant now) {
        return switch (command) {
            case ConfirmReservation c -> OpeningRules.reserved(order, c, now);
            case RefuseReservation c -> OpeningRules.notReserved(order, c);
            case TakeVerdict c -> OpeningRules.judged(order, c, now);
            case Agree c -> OpeningRules.agreed(order, c, now);
            case GiveUpWaiting _ -> OpeningRules.unanswered(order, now);

            case ConfirmPayment c -> PayingRules.paid(order, c, now);
            case ExpireUnpaid c -> PayingRules.unpaid(order, c, now);

            case AnnounceShipment c -> ShippingRules.announced(order, c);
            case ConfirmDispatch c -> ShippingRules.dispatched(order, c, now);
            case ExpireUnshipped c -> ShippingRules.notShipped(order, c, now);
            case ConfirmDelivery c -> ShippingRules.delivered(order, c, now);
            case RevokeDelivery c -> ShippingRules.revoked(order, c, now);
            case ExpireUndelivered c -> ShippingRules.notDelivered(order, c, now);

            case IssueCode c -> MeetingRules.codeIssued(order, c);
            case HandOver c -> MeetingRules.handedOver(order, c, now);

            case DeliverMilestone c -> MilestoneRules.delivered(order, c, now);
            case AcceptMilestone c -> MilestoneRules.accepted(order, c, now);
            case AutoConfirmMilestone c -> MilestoneRules.silent(order, c, now);
            case ExpireMilestones c -> MilestoneRules.notDelivered(order, c, now);

            case Accept c -> InspectionRules.accepted(order, c, now);
            case AutoConfirm c -> InspectionRules.silent(order, c, now);
            case ExtendInspection c -> InspectionRules.extended(order, c, now);
            case AgreeRefund c -> InspectionRules.agreed(order, c, now);
            case Cancel c -> CancelRules.cancelled(order, c, now);

            case StartReturn c -> ReturnRules.started(order, c, now);
            case FollowReturn c -> ReturnRules.followed(order, c, now);
            case CloseReturn c -> ReturnRules.closed(order, c, now);
            case ExpireReturn c -> ReturnRules.untold(order, c, now);

            case OrderCommand.ByDispute c
            when MilestoneDisputeRules.isAbout(order, c) -> MilestoneDisputeRules.decide(order, c, now);
            case ExtendFreeze c when c.milestone() != null -> MilestoneDisputeRules.extended(order, c);
            case Freeze c -> DisputeRules.frozen(order, c, now);
            case Resume c -> DisputeRules.resumed(order, c, now);
            case ExtendFreeze c -> DisputeRules.extended(order, c);
            case CarryOutRuling c -> DisputeRules.ruled(order, c);
        };
    }

    /** Why this caller may not start a payment now, or null if they may. Starting one does not move the order. */
    public static @Nullable Refused mayNotPay(Order order, UUID by, Instant now) {
        return PayingRules.mayNotPay(order, by, now);
    }

    /** Why this caller may not give in a code now, or null if they may. */
    public static @Nullable Refused mayNotHandOver(Order order, UUID by) {
        return MeetingRules.mayNotHandOver(order, by);
    }

    /** Why the sides cannot agree now that this much of the price goes back, or null if they can. */
    public static @Nullable Refused mayNotRefund(Order order, UUID by, Money amount, Instant now) {
        return InspectionRules.mayNotRefund(order, by, amount, now);
    }

    /** The commands that would do something at this stage. */
    public static Set<Name> allowedAt(Order order) {
        return AllowedCommands.at(order);
    }

    /** Those of them that this caller may ask for; none for who is no party of the order. */
    public static Set<Name> allowedTo(Order order, UUID by) {
        return order.agreement().sideOf(by).isEmpty() ? Set.of() : AllowedCommands.to(order, by);
    }
}
