package dev.bonafide.escrow.order;

import dev.bonafide.escrow.order.ReleaseGround.Acceptance;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Legs;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.time.Duration;
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

    /** What has been paid for it; null while nothing has. */
    default @Nullable UUID payment() {
        return null;
    }

    /** What it travels in; null while nothing is on its way. */
    default @Nullable UUID shipment() {
        return null;
    }

    /** What keeps its money, or what has become of it, from moving; null while nothing does. */
    default @Nullable Standstill standstill() {
        return null;
    }

    /** Nothing has been paid yet. */
    sealed interface Unpaid extends Order permits Placed, AwaitingPayment {}

    /** The money is held and the sale goes its way; a dispute may stop it where it is. */
    sealed interface Underway extends Order permits Shipped, Inspection, Returning, Cancellable {
        @Override
        UUID payment();

        /** What is still held for it. */
        default Hold held() {
            return Hold.of(agreement().terms());
        }

        /** Who has had what of it before. */
        default Legs ended() {
            return Legs.nothing(agreement().terms().price().currency());
        }

        /** The same with every deadline moved on, after its clock has stood still for that long. */
        Underway later(Duration stoodStill);

        /** A dispute stops the clock at the moment at which it was opened. */
        default Disputed freeze(UUID dispute, Instant since) {
            return new Disputed(agreement(), payment(), Standstill.of(dispute, since), this, false);
        }
    }

    /** The same, and until something has come to the buyer it can simply be cancelled. */
    sealed interface Cancellable extends Underway permits Funded, InMilestones {
        /** When the buyer had paid. */
        Instant fundedAt();

        /** Until when the buyer may cancel at no cost. */
        default Instant freeUntil() {
            return fundedAt().plus(agreement().terms().windows().freeCancelWithin());
        }

        /** Everything goes back. */
        default Cancelled cancel(CancelReason reason, @Nullable String detail) {
            return new Cancelled(agreement(), reason, detail, payment(), false);
        }

        /** The buyer has changed their mind; after some time that costs them their fee. */
        default Cancelled cancelByBuyer(Instant now) {
            var feeKept =
                    !now.isBefore(freeUntil()) && agreement().terms().buyerFee().isPositive();
            return new Cancelled(agreement(), CancelReason.BY_BUYER, null, payment(), feeKept);
        }
    }

    /** Nothing more will happen by itself. */
    sealed interface Ended extends Order {}

    /**
     * Wanted by a buyer. Answers are awaited, in any order: the item is kept, risk allows it, and where it is delivered in
     * milestones, the seller agrees to them.
     */
    record Placed(Agreement agreement, boolean reserved, Screening screening, boolean agreed, Instant answerDueAt)
            implements Unpaid {

        /** An order that has just been placed: only milestones need the seller's word. */
        public static Placed first(Agreement agreement, Instant answerDueAt) {
            return new Placed(agreement, false, Screening.WAITING, !agreement.isInMilestones(), answerDueAt);
        }

        Placed reserve() {
            return new Placed(agreement, true, screening, agreed, answerDueAt);
        }

        Placed allow() {
            return new Placed(agreement, reserved, Screening.ALLOWED, agreed, answerDueAt);
        }

        Placed agree() {
            return new Placed(agreement, reserved, screening, true, answerDueAt);
        }

        Placed review(Instant now) {
            var windows = agreement.terms().windows();
            return new Placed(agreement, reserved, Screening.IN_REVIEW, agreed, now.plus(windows.reviewWithin()));
        }

        /** Whether a service has yet to answer, which takes moments; what people have to say may take hours. */
        public boolean awaitsServices() {
            return !reserved || screening == Screening.WAITING;
        }

        boolean isAnswered() {
            return reserved && screening == Screening.ALLOWED && agreed;
        }

        AwaitingPayment askForPayment(Instant now) {
            return new AwaitingPayment(
                    agreement, now.plus(agreement.terms().windows().payWithin()));
        }

        Cancelled cancel(CancelReason reason, @Nullable String detail) {
            return new Cancelled(agreement, reason, detail, null, false);
        }

        @Override
        public Stage stage() {
            return Stage.PLACED;
        }
    }

    /**
     * We hold the whole amount; the seller may send the item, or the two sides may meet.
     *
     * @param shipBy the last moment for the carrier's first scan, or to meet
     * @param announcedShipment the parcel that the seller has named
     * @param codeIssued whether the buyer has asked for the code that is given for the item: from then on it may have been
     */
    record Funded(
            Agreement agreement,
            UUID payment,
            Instant fundedAt,
            Instant shipBy,
            @Nullable UUID announcedShipment,
            boolean codeIssued)
            implements Cancellable {

        Funded announce(UUID shipment) {
            return new Funded(agreement, payment, fundedAt, shipBy, shipment, codeIssued);
        }

        Funded issueCode() {
            return new Funded(agreement, payment, fundedAt, shipBy, announcedShipment, true);
        }

        /** The item is the buyer's from the hand-over on, whenever we hear of it. */
        Inspection handOver(Instant handedOverAt, Instant now) {
            return new Inspection(agreement, payment, null, handedOverAt, agreement.closesAt(handedOverAt, now), false);
        }

        /** Until when we wait: without network, a hand-over of the last moment may be told some time later. */
        public Instant waitsUntil() {
            return codeIssued ? shipBy.plus(agreement.terms().windows().tellWithin()) : shipBy;
        }

        Shipped dispatch(Parcel parcel, Instant now) {
            return new Shipped(
                    agreement,
                    payment,
                    parcel,
                    now.plus(agreement.terms().windows().deliverWithin()));
        }

        @Override
        public Funded later(Duration stoodStill) {
            return new Funded(agreement, payment, fundedAt, shipBy.plus(stoodStill), announcedShipment, codeIssued);
        }

        @Override
        public Stage stage() {
            return Stage.FUNDED;
        }
    }

    /** The carrier has the parcel. */
    record Shipped(Agreement agreement, UUID payment, Parcel parcel, Instant deliverBy) implements Underway {

        Inspection deliver(Parcel told, Instant deliveredAt, Instant now) {
            return new Inspection(agreement, payment, told, deliveredAt, agreement.closesAt(deliveredAt, now), false);
        }

        Shipped know(Parcel told) {
            return new Shipped(agreement, payment, told, deliverBy);
        }

        Refunded giveUp(String rule) {
            return new Refunded(agreement, payment, shipment(), new RefundGround.NotDelivered(rule));
        }

        @Override
        public UUID shipment() {
            return parcel.shipment();
        }

        @Override
        public Shipped later(Duration stoodStill) {
            return new Shipped(agreement, payment, parcel, deliverBy.plus(stoodStill));
        }

        @Override
        public Stage stage() {
            return Stage.SHIPPED;
        }
    }

    /**
     * The buyer has the item and may accept or dispute until it is accepted by silence.
     *
     * @param parcel in which it came; null if it was handed over
     * @param extended whether the buyer has taken the one extension there is
     */
    record Inspection(
            Agreement agreement,
            UUID payment,
            @Nullable Parcel parcel,
            Instant deliveredAt,
            Instant autoConfirmAt,
            boolean extended)
            implements Underway {

        /** The carrier takes the delivery back: the parcel is on its way, and has as long as any other. */
        Shipped revoke(Parcel told, Instant now) {
            return new Shipped(
                    agreement,
                    payment,
                    told,
                    now.plus(agreement.terms().windows().deliverWithin()));
        }

        Inspection extend() {
            var later = autoConfirmAt.plus(agreement.terms().windows().extendBy());
            return new Inspection(agreement, payment, parcel, deliveredAt, later, true);
        }

        /** Both sides agree on what goes back; all of the price is a refund like any other. */
        Ended refund(int offer, Money back) {
            var legs = Settlement.refundOfPrice(Hold.of(agreement.terms()), back);
            var ground = new RefundGround.Agreed(offer);
            return legs.isDivided()
                    ? new PartiallyRefunded(agreement, payment, shipment(), ground, legs)
                    : new Refunded(agreement, payment, shipment(), ground);
        }

        Accepted acceptByBuyer(Instant now) {
            return new Accepted(agreement, payment, shipment(), new ReleaseGround.AcceptedByBuyer(this, now));
        }

        Accepted acceptByTimer() {
            return new Accepted(agreement, payment, shipment(), new ReleaseGround.AcceptedByTimer(this));
        }

        @Override
        public @Nullable UUID shipment() {
            return parcel == null ? null : parcel.shipment();
        }

        @Override
        public Inspection later(Duration stoodStill) {
            return new Inspection(agreement, payment, parcel, deliveredAt, autoConfirmAt.plus(stoodStill), extended);
        }

        @Override
        public Stage stage() {
            return Stage.INSPECTION;
        }
    }

    /** As described. Passed through on the way to {@link Released}, within one transaction. */
    record Accepted(
            Agreement agreement, UUID payment, @Nullable UUID shipment, Acceptance ground) implements Order {

        Released release() {
            return new Released(agreement, payment, shipment, ground, null);
        }

        @Override
        public Stage stage() {
            return Stage.ACCEPTED;
        }
    }

    /**
     * The money is the seller's. Final, but for a dispute that was opened before silence accepted: that takes it back.
     *
     * @param claim a dispute about what has been released; null if there was none
     * @param back the item, on its way back all the same; null if it is not
     */
    record Released(
            Agreement agreement,
            UUID payment,
            @Nullable UUID shipment,
            ReleaseGround ground,
            @Nullable Claim claim,
            @Nullable LateReturn back)
            implements Ended {
        public Released(
                Agreement agreement,
                UUID payment,
                @Nullable UUID shipment,
                ReleaseGround ground,
                @Nullable Claim claim) {
            this(agreement, payment, shipment, ground, claim, null);
        }

        /** The release was no word of the buyer's, who had spoken before: the money is held again. */
        Disputed takeBack(Inspection before, UUID dispute, Instant since) {
            return new Disputed(agreement, payment, Standstill.of(dispute, since), before, true);
        }

        /** Nothing is held any more; what the order has brought its seller stays where it is. */
        Released claim(UUID dispute, Instant since) {
            return with(new Claim(Standstill.of(dispute, since), null));
        }

        Released with(@Nullable Claim other) {
            return new Released(agreement, payment, shipment, ground, other, back);
        }

        Released sendBack(LateReturn other) {
            return new Released(agreement, payment, shipment, ground, claim, other);
        }

        /** Whether the item is on its way back, and nobody has ruled. */
        public boolean isGoingBack() {
            return back != null && back.isUnderWay() && !isRuledAbout();
        }

        /** Whether the item has come back after the release, or was lost on its way. */
        boolean hasComeBack() {
            return back != null && back.state() instanceof ReturnState.Over;
        }

        /** Whether a dispute about what has been released was decided. */
        boolean isRuledAbout() {
            return claim != null && claim.ruling() != null;
        }

        /** Whether that dispute claims what has been released, and nobody has ruled about it. */
        public boolean isClaimedBy(UUID dispute) {
            var open = standstill();
            return open != null && open.cause().equals(dispute);
        }

        @Override
        public @Nullable Standstill standstill() {
            return claim == null || claim.ruling() != null ? null : claim.standstill();
        }

        @Override
        public Stage stage() {
            return Stage.RELEASED;
        }
    }

    /**
     * A dispute holds the money: no acceptance and no deadline moves it, only a ruling.
     *
     * @param before where the order stood, which goes on hearing what happens to the item
     * @param takenBack whether a release was taken back for it: then nothing but a ruling ends it
     */
    record Disputed(Agreement agreement, UUID payment, Standstill standstill, Underway before, boolean takenBack)
            implements Order {

        Disputed know(Underway told) {
            return new Disputed(agreement, payment, standstill, told, takenBack);
        }

        Disputed with(Standstill other) {
            return new Disputed(agreement, payment, other, before, takenBack);
        }

        /** The dispute has ended without a ruling: the clock goes on from where it stood. */
        Underway resume(Instant now) {
            return before.later(Duration.between(since(), now));
        }

        Ended releaseByRuling(UUID ruling) {
            return divide(ruling, Settlement.release(before.held()));
        }

        Ended refundByRuling(UUID ruling) {
            return divide(ruling, Settlement.refund(before.held()));
        }

        /** What is still held is divided; of milestones, some may have been released or refunded before. */
        Ended divide(UUID ruling, Legs rest) {
            var all = before.ended().plus(rest);
            if (all.buyer().isZero()) {
                return new Released(agreement, payment, shipment(), new ReleaseGround.Ruled(dispute(), ruling), null);
            }
            var ruled = new RefundGround.Ruled(dispute(), ruling);
            return all.isDivided()
                    ? new PartiallyRefunded(agreement, payment, shipment(), ruled, all)
                    : new Refunded(agreement, payment, shipment(), ruled);
        }

        /** The dispute that has the say, or whatever else has frozen the order. */
        public UUID dispute() {
            return standstill.cause();
        }

        /** When its clock stopped. */
        public Instant since() {
            return standstill.since();
        }

        @Override
        public @Nullable UUID shipment() {
            return before.shipment();
        }

        @Override
        public Stage stage() {
            return Stage.DISPUTED;
        }
    }

    /** The money is the buyer's again, although the item had been sent. Final. */
    record Refunded(
            Agreement agreement, UUID payment, @Nullable UUID shipment, RefundGround ground) implements Ended {
        @Override
        public Stage stage() {
            return Stage.REFUNDED;
        }
    }

    /**
     * The money is divided. Final.
     *
     * @param legs who has how much of it, before the seller's fee
     */
    record PartiallyRefunded(
            Agreement agreement, UUID payment, @Nullable UUID shipment, RefundGround ground, Legs legs)
            implements Ended {
        @Override
        public Stage stage() {
            return Stage.PARTIALLY_REFUNDED;
        }
    }

    /**
     * Ended before the item was handed over. Final.
     *
     * @param detail a code that says more, such as why the reservation was refused
     * @param payment what had been paid and therefore goes back, if anything
     * @param feeKept whether the buyer bears the cancellation: their fee stays with the platform
     */
    record Cancelled(
            Agreement agreement,
            CancelReason reason,
            @Nullable String detail,
            @Nullable UUID payment,
            boolean feeKept) implements Ended {
        @Override
        public Stage stage() {
            return Stage.CANCELLED;
        }
    }
}
