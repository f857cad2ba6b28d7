package dev.bonafide.dispute.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as we know it from events alone. It can begin with any event, since each of them names both parties, and news
 * that is older than what we know changes nothing but the times we did not have.
 *
 * @param shippedAt when the carrier first scanned the parcel
 * @param deliveredAt when the carrier handed it over
 * @param autoConfirmAt when silence accepts the order
 * @param endedAt when it was accepted, released, refunded or cancelled, whichever we heard of first
 */
public record DisputableOrder(
        UUID orderId,
        UUID buyerId,
        UUID sellerId,
        OrderStage stage,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant autoConfirmAt,
        @Nullable Instant endedAt) {

    /** An order we have just heard of for the first time. */
    public static DisputableOrder firstHeard(UUID orderId, UUID buyerId, UUID sellerId) {
        return new DisputableOrder(orderId, buyerId, sellerId, OrderStage.PLACED, null, null, null, null);
    }

    /** The buyer's money is held. */
    public DisputableOrder funded() {
        return at(OrderStage.FUNDED);
    }

    /** The parcel is on its way. */
    public DisputableOrder shipped(Instant at) {
        var known = shippedAt == null ? at : shippedAt;
        return new DisputableOrder(
                orderId, buyerId, sellerId, later(OrderStage.SHIPPED), known, deliveredAt, autoConfirmAt, endedAt);
    }

    /** The parcel was handed over, and the buyer may look at it until a deadline. */
    public DisputableOrder delivered(Instant handedOverAt, Instant confirmedAt) {
        return new DisputableOrder(
                orderId,
                buyerId,
                sellerId,
                later(OrderStage.INSPECTION),
                shippedAt,
                handedOverAt,
                confirmedAt,
                endedAt);
    }

    /** The buyer has more time to look at the item. */
    public DisputableOrder extended(Instant confirmedAt) {
        return new DisputableOrder(orderId, buyerId, sellerId, stage, shippedAt, deliveredAt, confirmedAt, endedAt);
    }

    /** The order has come to one of its ends, or to the acceptance that leads there. */
    public DisputableOrder ended(OrderStage end, Instant at) {
        return new DisputableOrder(
                orderId,
                buyerId,
                sellerId,
                later(end),
                shippedAt,
                deliveredAt,
                autoConfirmAt,
                endedAt == null ? at : endedAt);
    }

    /** Whether that account bought or sold here. */
    public boolean isParty(UUID account) {
        return buyerId.equals(account) || sellerId.equals(account);
    }

    private DisputableOrder at(OrderStage told) {
        return new DisputableOrder(
                orderId, buyerId, sellerId, later(told), shippedAt, deliveredAt, autoConfirmAt, endedAt);
    }

    private OrderStage later(OrderStage told) {
        return told.compareTo(stage) > 0 ? told : stage;
    }
}
