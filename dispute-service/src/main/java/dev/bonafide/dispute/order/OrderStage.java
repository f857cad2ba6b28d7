package dev.bonafide.dispute.order;

/** How far an order has come, as told by the escrow service. In this order, and never back. */
public enum OrderStage {
    PLACED,
    FUNDED,
    SHIPPED,
    INSPECTION,
    ACCEPTED,
    RELEASED,
    REFUNDED,
    CANCELLED
}
