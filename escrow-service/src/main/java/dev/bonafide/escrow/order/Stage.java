package dev.bonafide.escrow.order;

/** Names of the stages, as clients, events and rows spell them. */
public enum Stage {
    PLACED,
    AWAITING_PAYMENT,
    FUNDED,
    SHIPPED,
    INSPECTION,
    RETURNING,
    IN_MILESTONES,
    ACCEPTED,
    RELEASED,
    DISPUTED,
    REFUNDED,
    PARTIALLY_REFUNDED,
    CANCELLED
}
