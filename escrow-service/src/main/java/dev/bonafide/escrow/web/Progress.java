package dev.bonafide.escrow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bonafide.escrow.ledger.Part;
import dev.bonafide.escrow.order.AwaitingPayment;
import dev.bonafide.escrow.order.CancelReason;
import dev.bonafide.escrow.order.Claim;
import dev.bonafide.escrow.order.InMilestones;
import dev.bonafide.escrow.order.LateReturn;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.order.RefundGround;
import dev.bonafide.escrow.order.ReleaseGround;
import dev.bonafide.escrow.order.ReturnState;
import dev.bonafide.escrow.order.Returning;
import dev.bonafide.escrow.order.Screening;
import dev.bonafide.escrow.settlement.Hold;
import dev.bonafide.escrow.settlement.Settlement;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of an order at its stage, and by when something must happen. One shape per stage. */
@Schema(
        name = "OrderProgress",
        oneOf = {
            Progress.Waiting.class,
            Progress.Payable.class,
            Progress.ToShip.class,
            Progress.ToMeet.class,
            Progress.OnTheWay.class,
            Progress.InInspection.class,
            Progress.GoingBack.class,
            Progress.InParts.class,
            Progress.Accepted.class,
            Progress.InDispute.class,
            Progress.Lost.class,
            Progress.Agreed.class,
            Progress.Returned.class,
            Progress.Divided.class,
            Progress.Cancelled.class
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface Progress {

    /** PLACED: two answers are awaited. */
    @Schema(name = "ProgressWaiting")
    record Waiting(boolean reserved, Screening screening, boolean agreed, Instant answerDueAt) implements Progress {}

    /** AWAITING_PAYMENT. */
    @Schema(name = "ProgressPayable")
    record Payable(Instant paymentDueAt) implements Progress {}

    /** FUNDED. */
    @Schema(name = "ProgressToShip")
    record ToShip(
            UUID paymentId,
            Instant cancelFreeUntil,
            Instant shipBy,
            @Nullable UUID announcedShipmentId) implements Progress {}

    /** FUNDED, for those who meet. */
    @Schema(name = "ProgressToMeet")
    record ToMeet(UUID paymentId, Instant cancelFreeUntil, Instant meetBy, boolean codeIssued) implements Progress {}

    /** SHIPPED. */
    @Schema(name = "ProgressOnTheWay")
    record OnTheWay(UUID paymentId, UUID shipmentId, Instant deliverBy) implements Progress {}

    /** INSPECTION. */
    @Schema(name = "ProgressInInspection")
    record InInspection(
            UUID paymentId, @Nullable UUID shipmentId, Instant deliveredAt, Instant autoConfirmAt, boolean extended)
            implements Progress {}

    /** RETURNING: how far the item is on its way back, and by when the next thing must have happened. */
    @Schema(name = "ProgressReturning")
    record GoingBack(
            UUID paymentId,
            @Nullable UUID shipmentId,
            UUID returnId,
            Way way,
            Instant since,
            @Nullable Instant dueAt) implements Progress {
        /** How far it is. */
        enum Way {
            AWAITED,
            ON_THE_WAY,
            ARRIVED
        }

        static GoingBack of(Returning order) {
            var way = switch (order.state()) {
                case ReturnState.Awaited _ -> Way.AWAITED;
                case ReturnState.OnTheWay _ -> Way.ON_THE_WAY;
                case ReturnState.Arrived _, ReturnState.Over _ -> Way.ARRIVED;
            };
            return new GoingBack(
                    order.payment(), order.shipment(), order.returnId(), way, order.since(), order.dueAt());
        }
    }

    /** IN_MILESTONES; each of them is seen below {@code /milestones}. */
    @Schema(name = "ProgressInMilestones")
    record InParts(UUID paymentId, Instant cancelFreeUntil, Instant deliverBy) implements Progress {}

    /**
     * ACCEPTED, and RELEASED by an acceptance; with a dispute if one claims what has been released, and its ruling, and with a return
     * if the item goes back all the same, how far it is, and by when the next thing must have happened.
     */
    @Schema(name = "ProgressAccepted")
    record Accepted(
            UUID paymentId,
            @Nullable UUID shipmentId,
            String acceptedBy,
            Instant acceptedAt,
            @Nullable UUID disputeId,
            @Nullable UUID rulingId,
            @Nullable UUID returnId,
            @Nullable Way way,
            @Nullable Instant returnDueAt)
            implements Progress {
        /** How far it is; back when it has come, or is lost. */
        enum Way {
            AWAITED,
            ON_THE_WAY,
            ARRIVED,
            BACK,
            NOT_SENT
        }

        static Accepted of(
                UUID payment,
                @Nullable UUID shipment,
                String by,
                Instant at,
                @Nullable Claim claim,
                @Nullable LateReturn back) {
            return new Accepted(
                    payment,
                    shipment,
                    by,
                    at,
                    claim == null ? null : claim.standstill().cause(),
                    claim == null ? null : claim.ruling(),
                    back == null ? null : back.returnId(),
                    back == null ? null : way(back),
                    back == null || claim != null ? null : back.dueAt());
        }

        private static Way way(LateReturn back) {
            return switch (back.state()) {
                case ReturnState.Awaited _ -> Way.AWAITED;
                case ReturnState.OnTheWay _ -> Way.ON_THE_WAY;
                case ReturnState.Arrived _ -> Way.ARRIVED;
                case ReturnState.Over _ -> Way.BACK;
                case null -> Way.NOT_SENT;
            };
        }
    }

    /** DISPUTED, and RELEASED or REFUNDED by a ruling. */
    @Schema(name = "ProgressInDispute")
    record InDispute(
            UUID paymentId,
            @Nullable UUID shipmentId,
            UUID disputeId,
            @Nullable UUID rulingId) implements Progress {}

    /** REFUNDED because the item never arrived. */
    @Schema(name = "ProgressLost")
    record Lost(UUID paymentId, @Nullable UUID shipmentId, String rule) implements Progress {}

    /** REFUNDED because both sides agreed. */
    @Schema(name = "ProgressAgreed")
    record Agreed(UUID paymentId, @Nullable UUID shipmentId, int refundOffer) implements Progress {}

    /** REFUNDED because the item went back without a reason. */
    @Schema(name = "ProgressReturned")
    record Returned(UUID paymentId, @Nullable UUID shipmentId, UUID returnId) implements Progress {}

    /**
     * PARTIALLY_REFUNDED: what the buyer has back, and what the seller has earned, by an offer, by a ruling, by a return, or because
     * milestones were not delivered; what was earned by milestones is seen there.
     */
    @Schema(name = "ProgressDivided")
    record Divided(
            UUID paymentId,
            @Nullable UUID shipmentId,
            Money toBuyer,
            @Nullable Money toSeller,
            @Nullable Integer refundOffer,
            @Nullable UUID disputeId,
            @Nullable UUID rulingId,
            @Nullable UUID returnId)
            implements Progress {
        static Divided of(Order.PartiallyRefunded order) {
            var legs = order.legs();
            var ruled = order.ground() instanceof RefundGround.Ruled ground ? ground : null;
            return new Divided(
                    order.payment(),
                    order.shipment(),
                    legs.buyer(),
                    order.agreement().isInMilestones() ? null : earned(order),
                    order.ground() instanceof RefundGround.Agreed(var offer) ? offer : null,
                    ruled == null ? null : ruled.dispute(),
                    ruled == null ? null : ruled.ruling(),
                    order.ground() instanceof RefundGround.Returned(var back) ? back : null);
        }

        private static Money earned(Order.PartiallyRefunded order) {
            var all = Hold.of(order.agreement().terms());
            var hold = order.ground() instanceof RefundGround.Returned ? all.returned() : all;
            return Settlement.settle(hold, order.legs(), Money.zero(hold.price().currency()))
                    .part(Part.SELLER);
        }
    }

    /** CANCELLED; with a payment if money goes back, and what of it the platform keeps. */
    @Schema(name = "ProgressCancelled")
    record Cancelled(
            CancelReason reason,
            @Nullable String detail,
            @Nullable UUID paymentId,
            @Nullable Money feeKept) implements Progress {}

    static Progress of(Order order) {
        return switch (order) {
            case Order.Placed o -> new Waiting(o.reserved(), o.screening(), o.agreed(), o.answerDueAt());
            case AwaitingPayment o -> new Payable(o.paymentDueAt());
            case Order.Funded o
            when o.agreement().isMeeting() -> new ToMeet(o.payment(), o.freeUntil(), o.shipBy(), o.codeIssued());
            case Order.Funded o -> new ToShip(o.payment(), o.freeUntil(), o.shipBy(), o.announcedShipment());
            case Order.Shipped o -> new OnTheWay(o.payment(), o.shipment(), o.deliverBy());
            case InMilestones o -> new InParts(o.payment(), o.freeUntil(), o.deliverBy());
            case Order.Inspection o ->
                new InInspection(o.payment(), o.shipment(), o.deliveredAt(), o.autoConfirmAt(), o.extended());
            case Returning o -> GoingBack.of(o);
            case Order.Accepted o -> released(o.payment(), o.shipment(), o.ground(), null, null);
            case Order.Released o -> released(o.payment(), o.shipment(), o.ground(), o.claim(), o.back());
            case Order.Disputed o -> new InDispute(o.payment(), o.shipment(), o.dispute(), null);
            case Order.Refunded o -> refunded(o);
            case Order.PartiallyRefunded o -> Divided.of(o);
            case Order.Cancelled o ->
                new Cancelled(
                        o.reason(),
                        o.detail(),
                        o.payment(),
                        o.feeKept() ? o.agreement().terms().buyerFee() : null);
        };
    }

    private static Progress refunded(Order.Refunded order) {
        return switch (order.ground()) {
            case RefundGround.Ruled(var dispute, var ruling) ->
                new InDispute(order.payment(), order.shipment(), dispute, ruling);
            case RefundGround.Agreed(var offer) -> new Agreed(order.payment(), order.shipment(), offer);
            case RefundGround.Returned(var back) -> new Returned(order.payment(), order.shipment(), back);
            case RefundGround.NotDelivered(var rule) -> new Lost(order.payment(), order.shipment(), rule);
        };
    }

    private static Progress released(
            UUID payment,
            @Nullable UUID shipment,
            ReleaseGround ground,
            @Nullable Claim claim,
            @Nullable LateReturn back) {
        return switch (ground) {
            case ReleaseGround.AcceptedByBuyer word -> Accepted.of(payment, shipment, "BUYER", word.at(), claim, back);
            case ReleaseGround.AcceptedByTimer silence ->
                Accepted.of(payment, shipment, "TIMER", silence.at(), claim, back);
            case ReleaseGround.LastMilestone(var by, var at) ->
                Accepted.of(payment, shipment, by.name(), at, claim, back);
            case ReleaseGround.Ruled(var dispute, var ruling) -> new InDispute(payment, shipment, dispute, ruling);
        };
    }
}
