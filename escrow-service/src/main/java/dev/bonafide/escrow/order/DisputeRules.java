package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.NotADivision;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.Decision.Refused.OtherDispute;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.InMilestones;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.settlement.Legs;
import java.time.Instant;
import java.util.UUID;

/** A dispute stops the clock; its end goes on with it, or ends the order. */
final class DisputeRules {
    private DisputeRules() {}

    static Decision frozen(Order order, Freeze command, Instant now) {
        var openedAt = command.openedAt();
        var since = openedAt.isBefore(now) ? openedAt : now;
        return switch (order) {
            case Shipped o -> Moved.to(o.freeze(command.dispute(), since));
            // At the very instant of the deadline the window is closed, as it is for the timer.
            case Inspection o
            when !openedAt.isBefore(o.autoConfirmAt()) -> new NotFreezable(FreezeRefusal.INSPECTION_OVER);
            case Inspection o -> Moved.to(o.freeze(command.dispute(), since));
            case InMilestones o when !o.milestones().haveBegun() -> new NotFreezable(FreezeRefusal.NOT_SHIPPED);
            case InMilestones o
            when o.milestones().isTimeOver(openedAt) -> new NotFreezable(FreezeRefusal.INSPECTION_OVER);
            case InMilestones o -> {
                // What silence had accepted by then is the seller's; the dispute is about the rest.
                var rest = o.with(o.milestones().silentUntil(openedAt));
                var frozen = rest.freeze(command.dispute(), since);
                yield rest.equals(o) ? Moved.to(frozen) : Moved.to(rest, frozen);
            }
            case Disputed o when o.dispute().equals(command.dispute()) -> new AlreadyDone(o);
            case Disputed o when o.dispute().equals(command.insteadOf()) -> Moved.to(o.handOver(command.dispute()));
            case Disputed _ -> new NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN);
            case Released(var _, var _, var _, ReleaseGround.Ruled(var dispute, var _))
            when dispute.equals(command.dispute()) -> new AlreadyDone(order);
            case Refunded(var _, var _, var _, RefundGround.Ruled(var dispute, var _))
            when dispute.equals(command.dispute()) -> new AlreadyDone(order);
            case PartiallyRefunded(var _, var _, var _, RefundGround.Ruled(var dispute, var _), var _)
            when dispute.equals(command.dispute()) -> new AlreadyDone(order);
            case Accepted o -> new NotFreezable(afterRelease(o.ground(), openedAt));
            case Released o -> new NotFreezable(afterRelease(o.ground(), openedAt));
            case Refunded _, PartiallyRefunded _ -> new NotFreezable(FreezeRefusal.ALREADY_REFUNDED);
            case Cancelled _ -> new NotFreezable(FreezeRefusal.ORDER_CANCELLED);
            // Before a meeting there is nothing to dispute as long as the buyer can simply cancel.
            case Funded o when o.codeIssued() -> Moved.to(o.freeze(command.dispute(), since));
            case Funded _ -> new NotFreezable(FreezeRefusal.NOT_SHIPPED);
            case Unpaid _ -> new NotFreezable(FreezeRefusal.NOT_FUNDED);
        };
    }

    static Decision resumed(Order order, Resume command, Instant now) {
        return switch (order) {
            case Disputed o when !o.dispute().equals(command.dispute()) -> new OtherDispute(command.dispute());
            case Disputed o -> Moved.to(o.resume(now));
            case Unpaid _, Underway _, Accepted _, Ended _ -> new AlreadyDone(order);
        };
    }

    static Decision ruled(Order order, CarryOutRuling command) {
        return switch (order) {
            case Disputed o when !o.dispute().equals(command.dispute()) -> new OtherDispute(command.dispute());
            case Disputed o ->
                switch (command.outcome()) {
                    case Ruling.ForSeller _ -> Moved.to(o.releaseByRuling(command.ruling()));
                    case Ruling.ForBuyer _ -> Moved.to(o.refundByRuling(command.ruling()));
                    case Ruling.Split(var legs) -> split(o, command.ruling(), legs);
                };
            case Released(var _, var _, var _, ReleaseGround.Ruled(var _, var ruling))
            when ruling.equals(command.ruling()) -> new AlreadyDone(order);
            case Refunded(var _, var _, var _, RefundGround.Ruled(var _, var ruling))
            when ruling.equals(command.ruling()) -> new AlreadyDone(order);
            case PartiallyRefunded(var _, var _, var _, RefundGround.Ruled(var _, var ruling), var _)
            when ruling.equals(command.ruling()) -> new AlreadyDone(order);
            case Released _, Refunded _, PartiallyRefunded _ -> new OtherDispute(command.dispute());
            case Unpaid _, Underway _, Accepted _, Cancelled _ -> wrong(command, order);
        };
    }

    private static Decision split(Disputed order, UUID ruling, Legs legs) {
        var held = order.before().held().total();
        var isOfTheHold =
                legs.buyer().currency().equals(held.currency()) && legs.sum().equals(held);
        return isOfTheHold && legs.isDivided() ? Moved.to(order.divide(ruling, legs)) : new NotADivision(held, legs);
    }

    private static FreezeRefusal afterRelease(ReleaseGround ground, Instant openedAt) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer _ -> FreezeRefusal.ACCEPTED_BY_BUYER;
            case ReleaseGround.AcceptedByTimer(var deadline)
            when openedAt.isBefore(deadline) -> FreezeRefusal.RELEASED_BY_TIMER;
            case ReleaseGround.AcceptedByTimer _ -> FreezeRefusal.INSPECTION_OVER;
            case ReleaseGround.LastMilestone(var by, var at) ->
                switch (by) {
                    case BUYER -> FreezeRefusal.ACCEPTED_BY_BUYER;
                    case TIMER ->
                        openedAt.isBefore(at) ? FreezeRefusal.RELEASED_BY_TIMER : FreezeRefusal.INSPECTION_OVER;
                };
            case ReleaseGround.Ruled _ -> FreezeRefusal.RELEASED_BY_RULING;
        };
    }
}
