package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.ReleaseGround.Acceptance;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order at one of its stages. Each stage is a type that holds what is known by then and offers only the moves that are
 * legal from it. The moves are visible in this room alone: from outside, {@link OrderRules} is the only way to move.
 */
public sealed interface Order {

    /** Who, what, on which terms: the same at every stage. */
    Agreement agreement();

    /** The name of the stage. */
    Stage stage();

    /** Wanted by a buyer. Two answers are awaited, in either order: the item is kept, and risk allows it. */
    record Placed(Agreement agreement, boolean reserved, Screening screening, Instant answerDueAt) implements Order {

        Placed reserve() {
            return new Placed(agreement, true, screening, answerDueAt);
        }

        Placed allow() {
            return new Placed(agreement, reserved, Screening.ALLOWED, answerDueAt);
        }

        Placed review(Instant now) {
            var windows = agreement.terms().windows();
            return new Placed(agreement, reserved, Screening.IN_REVIEW, now.plus(windows.reviewWithin()));
        }

        boolean isAnswered() {
            return reserved && screening == Screening.ALLOWED;
        }

        AwaitingPayment askForPayment(Instant now) {
            return new AwaitingPayment(
                    agreement, now.plus(agreement.terms().windows().payWithin()));
        }

        Cancelled cancel(CancelReason reason, @Nullable String detail) {
            return new Cancelled(agreement, reason, detail, null);
        }

        @Override
        public Stage stage() {
            return Stage.PLACED;
        }
    }

    /** The item is kept for the buyer, who may pay. */
    record AwaitingPayment(Agreement agreement, Instant paymentDueAt) implements Order {

        Funded fund(UUID payment, Instant now) {
            return new Funded(
                    agreement, payment, now.plus(agreement.terms().windows().shipWithin()), null);
        }

        Cancelled cancel(CancelReason reason, @Nullable String detail) {
            return new Cancelled(agreement, reason, detail, null);
        }

        @Override
        public Stage stage() {
            return Stage.AWAITING_PAYMENT;
        }
    }

    /** We hold the whole amount; the seller may send the item, and may have named the parcel already. */
    record Funded(
            Agreement agreement,
            UUID payment,
            Instant shipBy,
            @Nullable UUID announcedShipment) implements Order {

        Funded announce(UUID shipment) {
            return new Funded(agreement, payment, shipBy, shipment);
        }

        Shipped dispatch(UUID shipment) {
            return new Shipped(agreement, payment, shipment);
        }

        Cancelled cancel(CancelReason reason, @Nullable String detail) {
            return new Cancelled(agreement, reason, detail, payment);
        }

        @Override
        public Stage stage() {
            return Stage.FUNDED;
        }
    }

    /** The carrier has the parcel. */
    record Shipped(Agreement agreement, UUID payment, UUID shipment) implements Order {

        /** The window counts from the delivery, but the buyer always has some notice after we have heard of it. */
        Inspection deliver(Instant deliveredAt, Instant now) {
            var windows = agreement.terms().windows();
            var regular = deliveredAt.plus(windows.confirmWithin());
            var earliest = now.plus(windows.noticeAtLeast());
            return new Inspection(
                    agreement, payment, shipment, deliveredAt, regular.isAfter(earliest) ? regular : earliest);
        }

        Disputed freeze(UUID dispute) {
            return new Disputed(agreement, payment, shipment, dispute);
        }

        @Override
        public Stage stage() {
            return Stage.SHIPPED;
        }
    }

    /** The buyer has the item and may accept or dispute until it is accepted by silence. */
    record Inspection(Agreement agreement, UUID payment, UUID shipment, Instant deliveredAt, Instant autoConfirmAt)
            implements Order {

        Accepted acceptByBuyer(Instant now) {
            return new Accepted(agreement, payment, shipment, new ReleaseGround.AcceptedByBuyer(now));
        }

        Accepted acceptByTimer() {
            return new Accepted(agreement, payment, shipment, new ReleaseGround.AcceptedByTimer(autoConfirmAt));
        }

        Disputed freeze(UUID dispute) {
            return new Disputed(agreement, payment, shipment, dispute);
        }

        @Override
        public Stage stage() {
            return Stage.INSPECTION;
        }
    }

    /** As described. Passed through on the way to {@link Released}, within one transaction. */
    record Accepted(Agreement agreement, UUID payment, UUID shipment, Acceptance ground) implements Order {

        Released release() {
            return new Released(agreement, payment, shipment, ground);
        }

        @Override
        public Stage stage() {
            return Stage.ACCEPTED;
        }
    }

    /** The money is the seller's. Final. */
    record Released(Agreement agreement, UUID payment, UUID shipment, ReleaseGround ground) implements Order {
        @Override
        public Stage stage() {
            return Stage.RELEASED;
        }
    }

    /** A dispute holds the money: no acceptance and no deadline moves it, only a ruling. */
    record Disputed(Agreement agreement, UUID payment, UUID shipment, UUID dispute) implements Order {

        Released releaseByRuling(UUID ruling) {
            return new Released(agreement, payment, shipment, new ReleaseGround.Ruled(dispute, ruling));
        }

        Refunded refundByRuling(UUID ruling) {
            return new Refunded(agreement, payment, shipment, dispute, ruling);
        }

        @Override
        public Stage stage() {
            return Stage.DISPUTED;
        }
    }

    /** The money is the buyer's again, by a ruling. Final. */
    record Refunded(Agreement agreement, UUID payment, UUID shipment, UUID dispute, UUID ruling) implements Order {
        @Override
        public Stage stage() {
            return Stage.REFUNDED;
        }
    }

    /**
     * Ended before the item was handed over. Final.
     *
     * @param detail a code that says more, such as why the reservation was refused
     * @param payment what had been paid and therefore goes back, if anything
     */
    record Cancelled(
            Agreement agreement,
            CancelReason reason,
            @Nullable String detail,
            @Nullable UUID payment) implements Order {
        @Override
        public Stage stage() {
            return Stage.CANCELLED;
        }
    }
}
