package dev.bonafide.escrow.order;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What someone asks of an order, or what another service or a deadline tells it. */
public sealed interface OrderCommand {

    /** The name by which refusals, metrics and the history know the command. */
    default Name name() {
        return switch (this) {
            case ConfirmReservation _ -> Name.CONFIRM_RESERVATION;
            case RefuseReservation _ -> Name.REFUSE_RESERVATION;
            case TakeVerdict _ -> Name.TAKE_VERDICT;
            case Agree _ -> Name.AGREE;
            case GiveUpWaiting _ -> Name.GIVE_UP_WAITING;
            case ConfirmPayment _ -> Name.CONFIRM_PAYMENT;
            case ExpireUnpaid _ -> Name.EXPIRE_UNPAID;
            case AnnounceShipment _ -> Name.ANNOUNCE_SHIPMENT;
            case ConfirmDispatch _ -> Name.CONFIRM_DISPATCH;
            case ExpireUnshipped _ -> Name.EXPIRE_UNSHIPPED;
            case ConfirmDelivery _ -> Name.CONFIRM_DELIVERY;
            case RevokeDelivery _ -> Name.REVOKE_DELIVERY;
            case ExpireUndelivered _ -> Name.EXPIRE_UNDELIVERED;
            case IssueCode _ -> Name.ISSUE_CODE;
            case HandOver _ -> Name.HAND_OVER;
            case DeliverMilestone _ -> Name.DELIVER_MILESTONE;
            case AcceptMilestone _ -> Name.ACCEPT_MILESTONE;
            case AutoConfirmMilestone _ -> Name.AUTO_CONFIRM_MILESTONE;
            case ExpireMilestones _ -> Name.EXPIRE_MILESTONES;
            case Accept _ -> Name.ACCEPT;
            case AutoConfirm _ -> Name.AUTO_CONFIRM;
            case ExtendInspection _ -> Name.EXTEND_INSPECTION;
            case AgreeRefund _ -> Name.AGREE_REFUND;
            case Cancel _ -> Name.CANCEL;
            case StartReturn _ -> Name.START_RETURN;
            case FollowReturn _ -> Name.FOLLOW_RETURN;
            case CloseReturn _ -> Name.CLOSE_RETURN;
            case ExpireReturn _ -> Name.EXPIRE_RETURN;
            case Freeze _ -> Name.FREEZE;
            case Resume _ -> Name.RESUME;
            case ExtendFreeze _ -> Name.EXTEND_FREEZE;
            case CarryOutRuling _ -> Name.CARRY_OUT_RULING;
        };
    }

    /** What the history says beside the name; null if the name says all. */
    default @Nullable String detail() {
        return null;
    }

    /** Names of the commands. */
    enum Name {
        CONFIRM_RESERVATION,
        REFUSE_RESERVATION,
        TAKE_VERDICT,
        AGREE,
        GIVE_UP_WAITING,
        CONFIRM_PAYMENT,
        EXPIRE_UNPAID,
        ANNOUNCE_SHIPMENT,
        CONFIRM_DISPATCH,
        EXPIRE_UNSHIPPED,
        CONFIRM_DELIVERY,
        REVOKE_DELIVERY,
        EXPIRE_UNDELIVERED,
        ISSUE_CODE,
        HAND_OVER,
        DELIVER_MILESTONE,
        ACCEPT_MILESTONE,
        AUTO_CONFIRM_MILESTONE,
        EXPIRE_MILESTONES,
        ACCEPT,
        AUTO_CONFIRM,
        EXTEND_INSPECTION,
        AGREE_REFUND,
        CANCEL,
        START_RETURN,
        FOLLOW_RETURN,
        CLOSE_RETURN,
        EXPIRE_RETURN,
        FREEZE,
        RESUME,
        EXTEND_FREEZE,
        CARRY_OUT_RULING
    }

    /** A party asks. Whether it is one, and the right one, the rules decide. */
    sealed interface ByPerson extends OrderCommand {
        UUID by();
    }

    /** A deadline has passed. */
    sealed interface ByTimer extends OrderCommand {}

    /** The listing service tells. */
    sealed interface ByListing extends OrderCommand {}

    /** The carrier tells, through the logistics service. */
    sealed interface ByCarrier extends OrderCommand {}

    /** The dispute service tells. */
    sealed interface ByDispute extends OrderCommand {
        UUID dispute();
    }

    /** The logistics service tells how a return without a reason goes on. */
    sealed interface ByReturn extends OrderCommand {
        UUID returnId();

        @Override
        default String detail() {
            return returnId().toString();
        }
    }

    /** The listing keeps the item for this order, in that snapshot. */
    record ConfirmReservation(String snapshotHash) implements ByListing {}

    /** This order cannot have the item. */
    record RefuseReservation(String reason) implements ByListing {}

    /** Risk has decided, or has decided that a person must. */
    record TakeVerdict(Verdict verdict) implements OrderCommand {
        @Override
        public String detail() {
            return verdict.name();
        }
    }

    /** The seller agrees to deliver in these milestones. */
    record Agree(UUID by) implements ByPerson {}

    /** An answer has stayed away too long, and no answer is never a yes. */
    record GiveUpWaiting() implements ByTimer {}

    /** The provider has the buyer's money. */
    record ConfirmPayment(UUID payment, Money paid) implements OrderCommand {
        @Override
        public String detail() {
            return payment.toString();
        }
    }

    /** The time to pay is over. */
    record ExpireUnpaid() implements ByTimer {}

    /** The seller has named carrier and tracking number; the carrier has scanned nothing yet. */
    record AnnounceShipment(UUID shipment) implements OrderCommand {
        @Override
        public String detail() {
            return shipment.toString();
        }
    }

    /** The carrier has scanned the parcel for the first time. */
    record ConfirmDispatch(Parcel parcel) implements ByCarrier {
        @Override
        public String detail() {
            return parcel.shipment().toString();
        }
    }

    /** The time to ship is over. */
    record ExpireUnshipped() implements ByTimer {}

    /** The carrier has handed the parcel over. */
    record ConfirmDelivery(Parcel parcel, Instant deliveredAt) implements ByCarrier {
        @Override
        public String detail() {
            return parcel.shipment().toString();
        }
    }

    /** The carrier takes back that it has handed the parcel over. */
    record RevokeDelivery(Parcel parcel) implements ByCarrier {
        @Override
        public String detail() {
            return parcel.shipment().toString();
        }
    }

    /** The time to deliver is over. */
    record ExpireUndelivered() implements ByTimer {}

    /** The buyer asks for the code to give for the item. */
    record IssueCode(UUID by) implements ByPerson {}

    /** The seller has given in what the buyer gave for the item. */
    record HandOver(UUID by, Instant handedOverAt) implements ByPerson {
        @Override
        public String detail() {
            return handedOverAt.toString();
        }
    }

    /** The seller says that a milestone is done. */
    record DeliverMilestone(UUID by, int number) implements ByPerson {
        @Override
        public String detail() {
            return "MILESTONE_" + number;
        }
    }

    /** The buyer finds a milestone as agreed. */
    record AcceptMilestone(UUID by, int number) implements ByPerson {
        @Override
        public String detail() {
            return "MILESTONE_" + number;
        }
    }

    /** The time to look at a milestone is over, in silence. */
    record AutoConfirmMilestone(int number) implements ByTimer {
        @Override
        public String detail() {
            return "MILESTONE_" + number;
        }
    }

    /** The time to deliver milestones is over. */
    record ExpireMilestones() implements ByTimer {}

    /** The buyer finds the item as described. */
    record Accept(UUID by) implements ByPerson {}

    /** The time to inspect is over, in silence. */
    record AutoConfirm() implements ByTimer {}

    /** The buyer needs more time to look at the item. */
    record ExtendInspection(UUID by) implements ByPerson {}

    /** A party takes the other's offer: the buyer keeps the item and has that much of the price back. */
    record AgreeRefund(UUID by, int offer, Money amount) implements ByPerson {
        @Override
        public String detail() {
            return "OFFER_" + offer;
        }
    }

    /** A party no longer wants the sale. */
    record Cancel(UUID by) implements ByPerson {}

    /**
     * The buyer may send the item back without a reason.
     *
     * @param acceptedAt when the clock of the inspection stops
     * @param deliveredAt when the buyer had the item, by the word of the logistics service; null if it does not say
     * @param heardBefore whether the order has known this return, which may have ended since
     */
    record StartReturn(
            UUID returnId, Instant acceptedAt, @Nullable Instant deliveredAt, boolean heardBefore)
            implements ByReturn {}

    /**
     * The return is on its way, or has come to the seller.
     *
     * @param arrived whether it has
     */
    record FollowReturn(UUID returnId, boolean arrived, Instant at) implements ByReturn {}

    /** The return has ended. */
    record CloseReturn(UUID returnId, ReturnOutcome outcome) implements ByReturn {}

    /** The time for the next step of a return is over, and nobody has told of it. */
    record ExpireReturn() implements ByTimer {}

    /**
     * A party disputes the order; the right counts from {@code openedAt}, whenever we hear of it.
     *
     * @param by who freezes it
     * @param insteadOf what has frozen the order already and gives way to it; null for nothing
     * @param grievance what it is about
     * @param madeGood whether others have made the whole loss good
     * @param stillThere whether all that the release has brought the seller is still there
     * @param milestone the one it is about, by number; null if it is about all that is still held
     */
    record Freeze(
            UUID dispute,
            Instant openedAt,
            FrozenBy by,
            @Nullable UUID insteadOf,
            Grievance grievance,
            boolean madeGood,
            boolean stillThere,
            @Nullable Integer milestone)
            implements ByDispute {
        public Freeze(UUID dispute, Instant openedAt) {
            this(dispute, openedAt, FrozenBy.DISPUTE);
        }

        public Freeze(UUID dispute, Instant openedAt, FrozenBy by) {
            this(dispute, openedAt, by, null, Grievance.VISIBLE, false, false);
        }

        public Freeze(
                UUID dispute,
                Instant openedAt,
                FrozenBy by,
                @Nullable UUID insteadOf,
                Grievance grievance,
                boolean madeGood,
                boolean stillThere) {
            this(dispute, openedAt, by, insteadOf, grievance, madeGood, stillThere, null);
        }

        /** The same about one milestone; null for all that is still held. */
        public Freeze about(@Nullable Integer number) {
            return new Freeze(dispute, openedAt, by, insteadOf, grievance, madeGood, stillThere, number);
        }

        @Override
        public String detail() {
            return dispute.toString();
        }
    }

    /**
     * A dispute has ended without a ruling.
     *
     * @param stillFor what else keeps the order frozen; null if nothing does
     */
    record Resume(UUID dispute, @Nullable UUID stillFor) implements ByDispute {
        public Resume(UUID dispute) {
            this(dispute, null);
        }

        /** The same while something else keeps the order frozen. */
        public Resume whileFrozenFor(UUID other) {
            return new Resume(dispute, other);
        }

        @Override
        public String detail() {
            return dispute.toString();
        }
    }

    /**
     * Two people of finance let a freeze last longer than it would have.
     *
     * @param milestone the one that is frozen, by number; null for the freeze of the whole order
     */
    record ExtendFreeze(@Nullable Integer milestone) implements OrderCommand {
        public ExtendFreeze() {
            this(null);
        }

        @Override
        public @Nullable String detail() {
            return milestone == null ? null : "MILESTONE_" + milestone;
        }
    }

    /** A dispute is decided. */
    record CarryOutRuling(UUID dispute, UUID ruling, Ruling outcome) implements ByDispute {
        @Override
        public String detail() {
            return ruling.toString();
        }
    }
}
