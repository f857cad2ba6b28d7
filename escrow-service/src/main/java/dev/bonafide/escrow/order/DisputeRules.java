package dev.bonafide.escrow.order;

import static dev.bonafide.escrow.order.Refusals.wrong;

import dev.bonafide.escrow.order.Decision.AlreadyDone;
import dev.bonafide.escrow.order.Decision.Moved;
import dev.bonafide.escrow.order.Decision.Refused.FreezeExtendedBefore;
import dev.bonafide.escrow.order.Decision.Refused.NotADivision;
import dev.bonafide.escrow.order.Decision.Refused.NotFreezable;
import dev.bonafide.escrow.order.Decision.Refused.OtherDispute;
import dev.bonafide.escrow.order.MilestoneState.AcceptedBy;
import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Cancelled;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.PartiallyRefunded;
import dev.bonafide.escrow.order.Order.Refunded;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.Order.Underway;
import dev.bonafide.escrow.order.Order.Unpaid;
import dev.bonafide.escrow.order.OrderCommand.CarryOutRuling;
import dev.bonafide.escrow.order.OrderCommand.ExtendFreeze;
import dev.bonafide.escrow.order.OrderCommand.Freeze;
import dev.bonafide.escrow.order.OrderCommand.Resume;
import dev.bonafide.escrow.order.ReleaseGround.Acceptance;
import dev.bonafide.escrow.order.ReleaseGround.AcceptedByBuyer;
import dev.bonafide.escrow.order.ReleaseGround.AcceptedByTimer;
import dev.bonafide.escrow.order.ReleaseGround.LastMilestone;
import dev.bonafide.escrow.settlement.Legs;
import java.time.Instant;
import java.util.UUID;

/** A dispute stops the clock; its end goes on with it, or ends the order. After the release it claims what was released. */
final class DisputeRules {
    private DisputeRules() {}

    static Decision frozen(Order order, Freeze command, Instant now) {
        var openedAt = command.openedAt();
        var since = since(command, now);
        return switch (order) {
            case Shipped _, Inspection _, Returning _, Funded _, InMilestones _
            when command.madeGood() -> new NotFreezable(FreezeRefusal.ALREADY_INDEMNIFIED);
            case Shipped o -> Moved.to(o.freeze(command.dispute(), since));
            // At the very instant of the deadline the window is closed, as it is for the timer. A bank asks for no
            // window.
            case Inspection o
            when command.by() == FrozenBy.DISPUTE && !openedAt.isBefore(o.autoConfirmAt()) ->
                new NotFreezable(FreezeRefusal.INSPECTION_OVER);
            case Inspection o -> Moved.to(o.freeze(command.dispute(), since));
            // Its clock stands still, so no window closes meanwhile.
            case Returning o -> Moved.to(o.freeze(command.dispute(), since));
            // Until something is delivered a party simply cancels. A bank asks nobody, and the seller is not to work on
            // for nothing.
            case InMilestones o
            when command.by() != FrozenBy.BANK && !o.milestones().haveBegun() ->
                new NotFreezable(FreezeRefusal.NOT_SHIPPED);
            // One who has a milestone in dispute may dispute another, and not all of them once more.
            case InMilestones o
            when command.by() == FrozenBy.DISPUTE && !o.milestones().frozen().isEmpty() ->
                new NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN);
            case Disputed o
            when o.dispute().equals(command.insteadOf()) && MilestoneDisputeRules.isAnyFrozen(o) ->
                new NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN);
            case Disputed o
            when o.dispute().equals(command.insteadOf())
                    && o.before() instanceof InMilestones before
                    && !before.milestones().haveBegun() -> new NotFreezable(FreezeRefusal.NOT_SHIPPED);
            case InMilestones o
            when o.milestones().isTimeOver(openedAt) -> new NotFreezable(FreezeRefusal.INSPECTION_OVER);
            case InMilestones o -> {
                // What silence had accepted by then is the seller's; the dispute is about the rest.
                var rest = o.with(o.milestones().silentUntil(openedAt));
                var frozen = rest.freeze(command.dispute(), since);
                yield rest.equals(o) ? Moved.to(frozen) : Moved.to(rest, frozen);
            }
            case Disputed o when o.dispute().equals(command.dispute()) -> new AlreadyDone(o);
            case Disputed o
            when o.dispute().equals(command.insteadOf()) ->
                Moved.to(o.with(o.standstill().handOver(command.dispute())));
            case Disputed _ -> new NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN);
            case Refunded(var _, var _, var _, RefundGround.Ruled(var dispute, var _))
            when dispute.equals(command.dispute()) -> new AlreadyDone(order);
            case PartiallyRefunded(var _, var _, var _, RefundGround.Ruled(var dispute, var _), var _)
            when dispute.equals(command.dispute()) -> new AlreadyDone(order);
            // Passed through within one transaction: nobody is heard there.
            case Accepted o -> new NotFreezable(over(o.ground()));
            case Released o -> afterRelease(o, command, since);
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
            case Disputed o when o.takenBack() -> wrong(command, o);
            case Disputed o -> {
                var stillFor = command.stillFor();
                yield stillFor == null
                        ? ReturnRules.resumed(o.resume(now))
                        : Moved.to(o.with(o.standstill().handOver(stillFor)));
            }
            // Only the doubt about what has come back ends without a ruling.
            case Released o
            when o.isClaimedBy(command.dispute())
                    && o.back() != null
                    && o.back().returnId().equals(command.dispute()) -> Moved.to(o.with(null));
            case Unpaid _, Underway _, Accepted _, Ended _ -> new AlreadyDone(order);
        };
    }

    static Decision extended(Order order, ExtendFreeze command) {
        var freeze = order.standstill();
        if (freeze == null) {
            return wrong(command, order);
        }
        if (freeze.extended()) {
            return new FreezeExtendedBefore(FreezeAge.expiresAt(
                    freeze, order.agreement().terms().windows().disputes()));
        }
        return switch (order) {
            case Disputed o -> Moved.to(o.with(freeze.extend()));
            case Released o -> Moved.to(o.with(new Claim(freeze.extend(), null)));
            case Unpaid _, Underway _, Accepted _, Ended _ -> wrong(command, order);
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
            case Released(var _, var _, var _, ReleaseGround.Ruled(var _, var ruling), var _, var _)
            when ruling.equals(command.ruling()) -> new AlreadyDone(order);
            case Refunded(var _, var _, var _, RefundGround.Ruled(var _, var ruling))
            when ruling.equals(command.ruling()) -> new AlreadyDone(order);
            case PartiallyRefunded(var _, var _, var _, RefundGround.Ruled(var _, var ruling), var _)
            when ruling.equals(command.ruling()) -> new AlreadyDone(order);
            case Released o -> claimRuled(o, command);
            case Refunded _, PartiallyRefunded _ -> new OtherDispute(command.dispute());
            case Unpaid _, Underway _, Accepted _, Cancelled _ -> wrong(command, order);
        };
    }

    /** What was released by word or by silence is the seller's; a dispute may still be about it. */
    private static Decision afterRelease(Released order, Freeze command, Instant since) {
        var dispute = command.dispute();
        var claim = order.claim();
        if (claim != null) {
            var cause = claim.standstill().cause();
            if (cause.equals(dispute)) {
                return new AlreadyDone(order);
            }
            if (claim.ruling() != null) {
                return new NotFreezable(FreezeRefusal.RELEASED_BY_RULING);
            }
            // Whoever doubts what has come back gives way to a party.
            return cause.equals(command.insteadOf())
                    ? Moved.to(order.with(new Claim(claim.standstill().handOver(dispute), null)))
                    : new NotFreezable(FreezeRefusal.OTHER_DISPUTE_OPEN);
        }
        // What came of the item has come of its money, as it does when the return ends the order.
        if (order.hasComeBack()) {
            return new NotFreezable(FreezeRefusal.ALREADY_REFUNDED);
        }
        // Nothing is settled while the item is on its way back, so no window has closed. A bank asks for none, and its
        // decision would not end a claim.
        if (order.isGoingBack() && command.by() != FrozenBy.BANK) {
            return command.madeGood()
                    ? new NotFreezable(FreezeRefusal.ALREADY_INDEMNIFIED)
                    : Moved.to(order.claim(dispute, since));
        }
        return switch (order.ground()) {
            case ReleaseGround.Ruled(var ruled, var _) when ruled.equals(dispute) -> new AlreadyDone(order);
            case ReleaseGround.Ruled _ -> new NotFreezable(FreezeRefusal.RELEASED_BY_RULING);
            case Acceptance _, LastMilestone _
            when command.madeGood() -> new NotFreezable(FreezeRefusal.ALREADY_INDEMNIFIED);
            // Milestones are not taken back: the dispute claims what they have brought.
            case LastMilestone(var by, var at)
            when by == AcceptedBy.TIMER && command.openedAt().isBefore(at) -> Moved.to(order.claim(dispute, since));
            case LastMilestone(var _, var at)
            when isInTime(order, at, command) -> Moved.to(order.claim(dispute, since));
            // The buyer had spoken when silence was taken for consent.
            case AcceptedByTimer silence
            when command.openedAt().isBefore(silence.at()) ->
                Moved.to(
                        command.stillThere()
                                ? order.takeBack(silence.over(), dispute, since)
                                : order.claim(dispute, since));
            case Acceptance acceptance
            when isInTime(order, acceptance.at(), command) -> Moved.to(order.claim(dispute, since));
            case Acceptance _, LastMilestone _
            when command.grievance() != Grievance.VISIBLE -> new NotFreezable(FreezeRefusal.HIDDEN_DEFECT_WINDOW_OVER);
            case Acceptance acceptance -> new NotFreezable(over(acceptance));
            case LastMilestone(var by, var _) ->
                new NotFreezable(
                        switch (by) {
                            case BUYER -> FreezeRefusal.ACCEPTED_BY_BUYER;
                            case TIMER -> FreezeRefusal.INSPECTION_OVER;
                        });
        };
    }

    private static FreezeRefusal over(Acceptance ground) {
        return switch (ground) {
            case AcceptedByBuyer _ -> FreezeRefusal.ACCEPTED_BY_BUYER;
            case AcceptedByTimer _ -> FreezeRefusal.INSPECTION_OVER;
        };
    }

    private static boolean isInTime(Released order, Instant acceptedAt, Freeze command) {
        var windows = order.agreement().terms().windows().disputes();
        return command.grievance() != Grievance.VISIBLE
                && command.openedAt()
                        .isBefore(acceptedAt.plus(command.grievance().after(windows)));
    }

    private static Decision claimRuled(Released order, CarryOutRuling command) {
        var claim = order.claim();
        if (claim == null || !claim.standstill().cause().equals(command.dispute())) {
            return new OtherDispute(command.dispute());
        }
        if (claim.ruling() == null) {
            return Moved.to(order.with(claim.decide(command.ruling())));
        }
        return claim.ruling().equals(command.ruling()) ? new AlreadyDone(order) : new OtherDispute(command.dispute());
    }

    private static Decision split(Disputed order, UUID ruling, Legs legs) {
        var held = order.before().held().total();
        var isOfTheHold =
                legs.buyer().currency().equals(held.currency()) && legs.sum().equals(held);
        return isOfTheHold && legs.isDivided() ? Moved.to(order.divide(ruling, legs)) : new NotADivision(held, legs);
    }

    private static Instant since(Freeze command, Instant now) {
        return command.openedAt().isBefore(now) ? command.openedAt() : now;
    }
}
