package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.Order.Accepted;
import dev.bonafide.escrow.order.Order.Disputed;
import dev.bonafide.escrow.order.Order.Ended;
import dev.bonafide.escrow.order.Order.Funded;
import dev.bonafide.escrow.order.Order.Inspection;
import dev.bonafide.escrow.order.Order.Placed;
import dev.bonafide.escrow.order.Order.Released;
import dev.bonafide.escrow.order.Order.Shipped;
import dev.bonafide.escrow.order.OrderCommand.Name;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** The commands that would do something at a stage: what a refusal names, and what clients offer. */
final class AllowedCommands {
    private static final Set<Name> OF_BUYERS = EnumSet.of(
            Name.CONFIRM_PAYMENT,
            Name.CANCEL,
            Name.ISSUE_CODE,
            Name.ACCEPT_MILESTONE,
            Name.ACCEPT,
            Name.EXTEND_INSPECTION,
            Name.AGREE_REFUND);

    private static final Set<Name> OF_SELLERS =
            EnumSet.of(Name.AGREE, Name.CANCEL, Name.HAND_OVER, Name.DELIVER_MILESTONE, Name.AGREE_REFUND);

    /** What becomes of the item goes on while a dispute stops the clock. */
    private static final Set<Name> DESPITE_A_DISPUTE = EnumSet.of(
            Name.CONFIRM_DISPATCH,
            Name.CONFIRM_DELIVERY,
            Name.REVOKE_DELIVERY,
            Name.HAND_OVER,
            Name.START_RETURN,
            Name.FOLLOW_RETURN,
            Name.CLOSE_RETURN);

    private AllowedCommands() {}

    static Set<Name> at(Order order) {
        return switch (order) {
            case Placed o -> {
                var allowed = EnumSet.of(
                        Name.CONFIRM_RESERVATION,
                        Name.REFUSE_RESERVATION,
                        Name.TAKE_VERDICT,
                        Name.GIVE_UP_WAITING,
                        Name.CANCEL);
                if (!o.agreed()) {
                    allowed.add(Name.AGREE);
                }
                yield allowed;
            }
            case AwaitingPayment _ ->
                EnumSet.of(Name.TAKE_VERDICT, Name.CONFIRM_PAYMENT, Name.EXPIRE_UNPAID, Name.CANCEL);
            case Funded o when o.agreement().isMeeting() -> beforeMeeting(o);
            case Funded _ ->
                EnumSet.of(
                        Name.ANNOUNCE_SHIPMENT,
                        Name.CONFIRM_DISPATCH,
                        Name.EXPIRE_UNSHIPPED,
                        Name.CONFIRM_DELIVERY,
                        Name.REVOKE_DELIVERY,
                        Name.CANCEL);
            case Shipped _ ->
                EnumSet.of(
                        Name.CONFIRM_DELIVERY,
                        Name.REVOKE_DELIVERY,
                        Name.EXPIRE_UNDELIVERED,
                        Name.START_RETURN,
                        Name.FREEZE);
            case Inspection o -> inInspection(o);
            case Returning o -> returning(o);
            case InMilestones o -> inMilestones(o.milestones());
            case Disputed o -> {
                var allowed = EnumSet.copyOf(at(o.before()));
                allowed.retainAll(DESPITE_A_DISPUTE);
                allowed.add(Name.CARRY_OUT_RULING);
                if (!o.takenBack()) {
                    allowed.add(Name.RESUME);
                }
                if (!o.standstill().extended()) {
                    allowed.add(Name.EXTEND_FREEZE);
                }
                yield allowed;
            }
            case Released o -> afterRelease(o);
            case Accepted _, Ended _ -> EnumSet.noneOf(Name.class);
        };
    }

    /** Those of them that this side may ask for; paying and refund offers by the names of what they lead to. */
    static Set<Name> to(Order order, UUID by) {
        var allowed = EnumSet.noneOf(Name.class);
        allowed.addAll(at(order));
        var byBuyer = by.equals(order.agreement().buyerId());
        allowed.retainAll(byBuyer ? OF_BUYERS : OF_SELLERS);
        if (byBuyer && order instanceof Funded o && (o.codeIssued() || o.announcedShipment() != null)) {
            allowed.remove(Name.CANCEL);
        }
        return allowed;
    }

    /** A dispute may come as long as none has, if it was opened in time. */
    private static Set<Name> afterRelease(Released order) {
        var allowed = EnumSet.noneOf(Name.class);
        var claim = order.standstill();
        if (claim != null) {
            allowed.add(Name.CARRY_OUT_RULING);
            if (!claim.extended()) {
                allowed.add(Name.EXTEND_FREEZE);
            }
        } else if (order.claim() == null && !(order.ground() instanceof ReleaseGround.Ruled)) {
            allowed.add(Name.FREEZE);
        }
        if (order.isGoingBack()) {
            allowed.addAll(EnumSet.of(Name.FOLLOW_RETURN, Name.CLOSE_RETURN));
            if (claim == null) {
                allowed.add(Name.EXPIRE_RETURN);
            }
        } else if (!order.isRuledAbout() && order.ground() instanceof ReleaseGround.Acceptance) {
            allowed.addAll(EnumSet.of(Name.START_RETURN, Name.FOLLOW_RETURN));
        }
        return allowed;
    }

    private static Set<Name> beforeMeeting(Funded order) {
        var allowed = EnumSet.of(Name.EXPIRE_UNSHIPPED, Name.HAND_OVER, Name.CANCEL);
        allowed.add(order.codeIssued() ? Name.FREEZE : Name.ISSUE_CODE);
        return allowed;
    }

    private static Set<Name> inInspection(Inspection order) {
        var allowed = EnumSet.of(
                Name.ACCEPT,
                Name.AUTO_CONFIRM,
                Name.AGREE_REFUND,
                Name.START_RETURN,
                Name.FOLLOW_RETURN,
                Name.CLOSE_RETURN,
                Name.FREEZE);
        if (order.parcel() != null) {
            allowed.add(Name.REVOKE_DELIVERY);
        }
        if (!order.extended()) {
            allowed.add(Name.EXTEND_INSPECTION);
        }
        return allowed;
    }

    private static Set<Name> returning(Returning order) {
        var allowed = EnumSet.of(Name.CLOSE_RETURN, Name.EXPIRE_RETURN, Name.FREEZE);
        switch (order.state()) {
            case ReturnState.Awaited _ -> {
                allowed.add(Name.FOLLOW_RETURN);
                if (order.before().parcel() != null) {
                    allowed.add(Name.REVOKE_DELIVERY);
                }
            }
            case ReturnState.OnTheWay _ -> allowed.add(Name.FOLLOW_RETURN);
            case ReturnState.Arrived _ -> {}
            case ReturnState.Over _ -> allowed.removeAll(EnumSet.of(Name.CLOSE_RETURN, Name.EXPIRE_RETURN));
        }
        return allowed;
    }

    private static Set<Name> inMilestones(Milestones milestones) {
        var allowed = EnumSet.noneOf(Name.class);
        if (milestones.isAnyAwaited()) {
            allowed.addAll(EnumSet.of(Name.DELIVER_MILESTONE, Name.EXPIRE_MILESTONES));
        }
        if (milestones.isAnyDelivered()) {
            allowed.addAll(EnumSet.of(Name.ACCEPT_MILESTONE, Name.AUTO_CONFIRM_MILESTONE));
        }
        var frozen = milestones.frozen();
        if (!frozen.isEmpty()) {
            allowed.addAll(EnumSet.of(Name.RESUME, Name.CARRY_OUT_RULING));
            if (milestones.isAnyDelivered()) {
                allowed.add(Name.FREEZE);
            }
            if (frozen.stream()
                    .anyMatch(at ->
                            at.state() instanceof MilestoneState.Frozen(var freeze, var _) && !freeze.extended())) {
                allowed.add(Name.EXTEND_FREEZE);
            }
        } else if (milestones.haveBegun()) {
            allowed.addAll(EnumSet.of(Name.AGREE_REFUND, Name.FREEZE));
        } else {
            allowed.addAll(EnumSet.of(Name.CANCEL, Name.FREEZE));
        }
        return allowed;
    }
}
