package dev.bonafide.escrow.order;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;

/** What someone asks of an order, or what another service or a deadline tells it. */
public sealed interface OrderCommand {

    /** The name by which refusals, metrics and the history know the command. */
    Name name();

    /** Names of the commands. */
    enum Name {
        CONFIRM_RESERVATION,
        REFUSE_RESERVATION,
        TAKE_VERDICT,
        GIVE_UP_WAITING,
        CONFIRM_PAYMENT,
        EXPIRE_UNPAID,
        ANNOUNCE_SHIPMENT,
        CONFIRM_DISPATCH,
        EXPIRE_UNSHIPPED,
        CONFIRM_DELIVERY,
        ACCEPT,
        AUTO_CONFIRM,
        CANCEL,
        FREEZE,
        CARRY_OUT_RULING
    }

    /** The listing keeps the item for this order, in that snapshot. */
    record ConfirmReservation(String snapshotHash) implements OrderCommand {
        @Override
        public Name name() {
            return Name.CONFIRM_RESERVATION;
        }
    }

    /** This order cannot have the item. */
    record RefuseReservation(String reason) implements OrderCommand {
        @Override
        public Name name() {
            return Name.REFUSE_RESERVATION;
        }
    }

    /** Risk has decided, or has decided that a person must. */
    record TakeVerdict(Verdict verdict) implements OrderCommand {
        @Override
        public Name name() {
            return Name.TAKE_VERDICT;
        }
    }

    /** An answer has stayed away too long, and no answer is never a yes. */
    record GiveUpWaiting() implements OrderCommand {
        @Override
        public Name name() {
            return Name.GIVE_UP_WAITING;
        }
    }

    /** The provider has the buyer's money. */
    record ConfirmPayment(UUID payment, Money paid) implements OrderCommand {
        @Override
        public Name name() {
            return Name.CONFIRM_PAYMENT;
        }
    }

    /** The time to pay is over. */
    record ExpireUnpaid() implements OrderCommand {
        @Override
        public Name name() {
            return Name.EXPIRE_UNPAID;
        }
    }

    /** The seller has named carrier and tracking number; the carrier has scanned nothing yet. */
    record AnnounceShipment(UUID shipment) implements OrderCommand {
        @Override
        public Name name() {
            return Name.ANNOUNCE_SHIPMENT;
        }
    }

    /** The carrier has scanned the parcel for the first time. */
    record ConfirmDispatch(UUID shipment) implements OrderCommand {
        @Override
        public Name name() {
            return Name.CONFIRM_DISPATCH;
        }
    }

    /** The time to ship is over. */
    record ExpireUnshipped() implements OrderCommand {
        @Override
        public Name name() {
            return Name.EXPIRE_UNSHIPPED;
        }
    }

    /** The carrier has handed the parcel over. */
    record ConfirmDelivery(UUID shipment, Instant deliveredAt) implements OrderCommand {
        @Override
        public Name name() {
            return Name.CONFIRM_DELIVERY;
        }
    }

    /** The buyer finds the item as described. */
    record Accept(UUID by) implements OrderCommand {
        @Override
        public Name name() {
            return Name.ACCEPT;
        }
    }

    /** The time to inspect is over, in silence. */
    record AutoConfirm() implements OrderCommand {
        @Override
        public Name name() {
            return Name.AUTO_CONFIRM;
        }
    }

    /** A party no longer wants the sale. */
    record Cancel(UUID by) implements OrderCommand {
        @Override
        public Name name() {
            return Name.CANCEL;
        }
    }

    /** A party disputes the order; the right counts from {@code openedAt}, whenever we hear of it. */
    record Freeze(UUID dispute, Instant openedAt) implements OrderCommand {
        @Override
        public Name name() {
            return Name.FREEZE;
        }
    }

    /** A dispute is decided. */
    record CarryOutRuling(UUID dispute, UUID ruling, Ruling outcome) implements OrderCommand {
        @Override
        public Name name() {
            return Name.CARRY_OUT_RULING;
        }
    }
}
