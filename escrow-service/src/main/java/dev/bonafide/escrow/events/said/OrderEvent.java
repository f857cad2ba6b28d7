package dev.bonafide.escrow.events.said;

import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.order.FrozenBy;
import dev.bonafide.escrow.terms.Terms;
import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this service says about orders, on topic {@value #TOPIC} under the order's id. Each record is a promise written
 * down in event-contracts; the wire names are spelt by hand, so that renaming a class never breaks a reader.
 */
public sealed interface OrderEvent {
    /** Where all of them are said. */
    String TOPIC = "escrow.orders";

    UUID orderId();

    /** The wire name with version. */
    default String type() {
        return "bonafide.escrow."
                + switch (this) {
                    case PlacedV1 _ -> "OrderPlaced.v1";
                    case AwaitingPaymentV1 _ -> "OrderAwaitingPayment.v1";
                    case FundedV1 _ -> "OrderFunded.v1";
                    case ShippedV1 _ -> "OrderShipped.v1";
                    case InspectionStartedV1 _ -> "OrderInspectionStarted.v1";
                    case InspectionExtendedV1 _ -> "OrderInspectionExtended.v1";
                    case DeliveryRevokedV1 _ -> "OrderDeliveryRevoked.v1";
                    case ReminderDueV1 _ -> "OrderReminderDue.v1";
                    case MilestoneReleasedV1 _ -> "MilestoneReleased.v1";
                    case AcceptedV1 _ -> "OrderAccepted.v1";
                    case ReleasedV1 _ -> "OrderReleased.v1";
                    case CancelledV1 _ -> "OrderCancelled.v1";
                    case FrozenV1 _ -> "OrderFrozen.v1";
                    case HandoverConfirmedV1 _ -> "HandoverConfirmed.v1";
                    case HandoverFailedV1 _ -> "HandoverFailed.v1";
                    case FreezeRefusedV1 _ -> "OrderFreezeRefused.v1";
                    case ResumedV1 _ -> "OrderResumed.v1";
                    case ReturnStartedV1 _ -> "OrderReturnStarted.v1";
                    case ReturnEndedV1 _ -> "OrderReturnEnded.v1";
                    case ReturnRefusedV1 _ -> "OrderReturnRefused.v1";
                    case RefundIssuedV1 _ -> "RefundIssued.v1";
                    case RefundedV1 _ -> "OrderRefunded.v1";
                    case PartiallyRefundedV1 _ -> "OrderPartiallyRefunded.v1";
                    case RefundSettledV1 _ -> "RefundSettled.v1";
                    case RefundOfferMadeV1 _ -> "RefundOfferMade.v1";
                    case RefundOfferAnsweredV1 _ -> "RefundOfferAnswered.v1";
                };
    }

    /** A buyer wants the item, on these terms. Asks the listing service for the item and risk for its verdict. */
    record PlacedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            Money price,
            Money buyerFee,
            Money sellerFee,
            Money total,
            String snapshotHash,
            String delivery,
            @Nullable UUID deliveryAddressId,
            String termsVersion,
            Instant placedAt,
            @Nullable List<ServiceV1> services,
            @Nullable List<MilestoneV1> milestones)
            implements OrderEvent {}

    /** One of several deliverables, which the seller has to agree to; its title is for the two sides alone. */
    record MilestoneV1(UUID milestoneId, int number, Money price) {
        /** The milestones of the order; null where there are none, so that the event says nothing of them. */
        public static @Nullable List<MilestoneV1> of(Agreement agreement) {
            return agreement.isInMilestones()
                    ? agreement.milestones().stream()
                            .map(milestone -> new MilestoneV1(
                                    milestone.id(),
                                    milestone.number(),
                                    milestone.hold().price()))
                            .toList()
                    : null;
        }
    }

    /** A service the buyer has added. */
    record ServiceV1(String service, String paidBy, Money amount) {
        /** The services of the terms; null where there are none, so that the event says nothing of them. */
        public static @Nullable List<ServiceV1> of(Terms terms) {
            var services = terms.services().stream()
                    .map(line ->
                            new ServiceV1(line.service().name(), line.paidBy().name(), line.amount()))
                    .toList();
            return services.isEmpty() ? null : services;
        }
    }

    /** The item is kept and risk allows the order: the buyer may pay. */
    record AwaitingPaymentV1(
            UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, Money total, Instant paymentDueAt, Instant at)
            implements OrderEvent {}

    /** We hold the whole amount; the seller may send the item. */
    record FundedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            Money amount,
            Money price,
            String delivery,
            @Nullable UUID deliveryAddressId,
            Instant shipBy,
            Instant fundedAt,
            @Nullable List<ServiceV1> services)
            implements OrderEvent {}

    /** The carrier has the parcel. */
    record ShippedV1(UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, UUID shipmentId, Instant at)
            implements OrderEvent {}

    /** The buyer has the item and may accept or dispute until it is accepted by silence. */
    record InspectionStartedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            @Nullable UUID shipmentId,
            @Nullable UUID milestoneId,
            Instant deliveredAt,
            Instant autoConfirmAt)
            implements OrderEvent {}

    /** The buyer has taken more time, or a return without a reason has stopped the clock: silence accepts at the new moment. */
    record InspectionExtendedV1(
            UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, Instant autoConfirmAt, Instant at)
            implements OrderEvent {}

    /** The carrier has taken the delivery back: the item is on its way again, and nothing accepts it by itself. */
    record DeliveryRevokedV1(UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, UUID shipmentId, Instant at)
            implements OrderEvent {}

    /** The order will soon accept by itself. */
    record ReminderDueV1(
            UUID orderId,
            UUID buyerId,
            UUID sellerId,
            @Nullable UUID milestoneId,
            Kind kind,
            Instant autoConfirmAt,
            Instant at)
            implements OrderEvent {

        /** How long before. */
        public enum Kind {
            AUTO_CONFIRM_72H,
            AUTO_CONFIRM_24H
        }
    }

    /** The item is as described, by word or by silence. */
    record AcceptedV1(UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, By by, Instant at)
            implements OrderEvent {

        /** Who accepted. */
        public enum By {
            BUYER,
            TIMER
        }
    }

    /** One milestone is as agreed, by word or by silence, and its part of the money is the seller's. */
    record MilestoneReleasedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            UUID milestoneId,
            int number,
            Money sellerAmount,
            Money fee,
            AcceptedV1.By by,
            Instant at)
            implements OrderEvent {}

    /** The money is the seller's, less the fees. */
    record ReleasedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            Money sellerAmount,
            Money fee,
            @Nullable UUID disputeId,
            Instant at)
            implements OrderEvent {}

    /** The order has ended before the item was handed over. */
    record CancelledV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            String reason,
            @Nullable String detail,
            String stageBefore,
            @Nullable Money feeKept,
            Instant at)
            implements OrderEvent {}

    /**
     * A dispute holds the money.
     *
     * @param disputeId the dispute, the case of the bank, or the return
     * @param milestone the one it is about, by number; null if it is about all that was held
     * @param by which of the three it is
     */
    record FrozenV1(
            UUID orderId,
            UUID disputeId,
            UUID buyerId,
            UUID sellerId,
            @Nullable Integer milestone,
            Source source,
            @Nullable FrozenBy by,
            Money held,
            Instant at)
            implements OrderEvent {

        /** The same, by somebody who is known. */
        public FrozenV1 by(FrozenBy who) {
            return new FrozenV1(orderId, disputeId, buyerId, sellerId, milestone, source, who, held, at);
        }

        /** Where the money was. */
        public enum Source {
            HELD,
            /** It had been released in silence after the dispute was opened; that was taken back. */
            RELEASE_REVERSED,
            /** It is the seller's; what is left of it is not paid out. */
            AFTER_RELEASE
        }
    }

    /** The money of the order cannot be frozen, and why. */
    record FreezeRefusedV1(
            UUID orderId,
            UUID disputeId,
            UUID buyerId,
            UUID sellerId,
            String reason,
            @Nullable String madeGoodBy,
            Instant at)
            implements OrderEvent {}

    /**
     * The dispute has ended without a ruling: the clock goes on from where it stood.
     *
     * @param milestone the one it was about, by number; null if it was about all that was held
     */
    record ResumedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            UUID disputeId,
            @Nullable Integer milestone,
            String stage,
            Instant at)
            implements OrderEvent {}

    /** The two sides have met, and the buyer gave the code for the item; a dispute that came before it stays. */
    record HandoverConfirmedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            Instant handedOverAt,
            String proof,
            String stage,
            Instant at)
            implements OrderEvent {}

    /** The seller gave in a wrong code. */
    record HandoverFailedV1(UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, int triesLeft, Instant at)
            implements OrderEvent {}

    /** The buyer sends the item back without a reason: nothing accepts the order meanwhile. */
    record ReturnStartedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            UUID returnId,
            Instant since,
            @Nullable Instant dueAt,
            Instant at)
            implements OrderEvent {}

    /** The item was not sent back: the order goes on where it stood. */
    record ReturnEndedV1(
            UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, UUID returnId, String stage, Instant at)
            implements OrderEvent {}

    /** The order cannot go back, although that was accepted, and why. */
    record ReturnRefusedV1(UUID orderId, UUID returnId, UUID buyerId, UUID sellerId, String reason, Instant at)
            implements OrderEvent {}

    /** Money is on its way back to the buyer. */
    record RefundIssuedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            Money amount,
            String reason,
            @Nullable UUID disputeId,
            Instant at)
            implements OrderEvent {}

    /**
     * The money that was held for the order is back at the buyer, by the provider's word.
     *
     * @param sellerAmount what the seller has all the same, because others had made some of the loss good; null for nothing
     * @param fee what the platform has kept; null for nothing
     */
    record RefundedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            Money amount,
            @Nullable Money sellerAmount,
            @Nullable Money fee,
            @Nullable UUID disputeId,
            Instant at)
            implements OrderEvent {}

    /** What was held is divided: the buyer has some of it back, and what the seller has earned is theirs. */
    record PartiallyRefundedV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            Money buyerAmount,
            Money sellerAmount,
            Money fee,
            By by,
            @Nullable UUID disputeId,
            Instant at)
            implements OrderEvent {

        /** Who decided it. */
        public enum By {
            AGREEMENT,
            RULING,
            /** Some milestones were not delivered in time. */
            DEADLINE,
            /** The item went back without a reason, and its condition or its way has cost something. */
            RETURN
        }
    }

    /** A refund that leaves the seller some of the money is back at the buyer, by the provider's word. */
    record RefundSettledV1(
            UUID orderId,
            UUID listingId,
            UUID buyerId,
            UUID sellerId,
            UUID refundId,
            Money amount,
            String reason,
            Instant at)
            implements OrderEvent {}

    /** One side proposes that the buyer keeps the item and has some of the price back. */
    record RefundOfferMadeV1(
            UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, int number, Side by, Money amount, Instant at)
            implements OrderEvent {}

    /** The other side has answered a proposal. */
    record RefundOfferAnsweredV1(
            UUID orderId, UUID listingId, UUID buyerId, UUID sellerId, int number, Reply reply, Instant at)
            implements OrderEvent {

        /** Their word. */
        public enum Reply {
            AGREED,
            DECLINED
        }
    }

    /** One of the two sides of an order. */
    enum Side {
        BUYER,
        SELLER
    }
}
