package dev.bonafide.community.events;

import dev.bonafide.kit.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What is read of the steps of an order: its parties, and what their notices name. */
public sealed interface OrderHeard {
    UUID orderId();

    UUID buyerId();

    UUID sellerId();

    record AwaitingPayment(UUID orderId, UUID buyerId, UUID sellerId, Money total, Instant paymentDueAt)
            implements OrderHeard {}

    record Funded(UUID orderId, UUID buyerId, UUID sellerId, Money amount, Instant shipBy) implements OrderHeard {}

    record Shipped(UUID orderId, UUID buyerId, UUID sellerId) implements OrderHeard {}

    record InspectionStarted(UUID orderId, UUID buyerId, UUID sellerId, Instant autoConfirmAt) implements OrderHeard {}

    record ReminderDue(UUID orderId, UUID buyerId, UUID sellerId, Instant autoConfirmAt) implements OrderHeard {}

    record Accepted(UUID orderId, UUID buyerId, UUID sellerId, String by) implements OrderHeard {}

    record Released(UUID orderId, UUID buyerId, UUID sellerId, Money sellerAmount, Money fee) implements OrderHeard {}

    record Cancelled(UUID orderId, UUID buyerId, UUID sellerId, String reason) implements OrderHeard {}

    record Frozen(UUID orderId, UUID buyerId, UUID sellerId, Money held) implements OrderHeard {}

    record FreezeRefused(UUID orderId, UUID buyerId, UUID sellerId, String reason) implements OrderHeard {}

    record Refunded(UUID orderId, UUID buyerId, UUID sellerId, Money amount) implements OrderHeard {}

    /** The events read here, by their wire names. */
    static Map<String, Class<? extends OrderHeard>> types() {
        var types = new LinkedHashMap<String, Class<? extends OrderHeard>>();
        types.put("bonafide.escrow.OrderAwaitingPayment.v1", AwaitingPayment.class);
        types.put("bonafide.escrow.OrderFunded.v1", Funded.class);
        types.put("bonafide.escrow.OrderShipped.v1", Shipped.class);
        types.put("bonafide.escrow.OrderInspectionStarted.v1", InspectionStarted.class);
        types.put("bonafide.escrow.OrderReminderDue.v1", ReminderDue.class);
        types.put("bonafide.escrow.OrderAccepted.v1", Accepted.class);
        types.put("bonafide.escrow.OrderReleased.v1", Released.class);
        types.put("bonafide.escrow.OrderCancelled.v1", Cancelled.class);
        types.put("bonafide.escrow.OrderFrozen.v1", Frozen.class);
        types.put("bonafide.escrow.OrderFreezeRefused.v1", FreezeRefused.class);
        types.put("bonafide.escrow.OrderRefunded.v1", Refunded.class);
        return types;
    }
}
