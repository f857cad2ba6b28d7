package dev.bonafide.escrow.order;

/** Why the money of an order cannot be frozen. */
public enum FreezeRefusal {
    /** Nothing is held yet. */
    NOT_FUNDED,
    /** The buyer may simply cancel. */
    NOT_SHIPPED,
    /** The dispute was opened when the inspection window had closed. */
    INSPECTION_OVER,
    ACCEPTED_BY_BUYER,
    /** The window had closed in silence and the seller has been paid. */
    RELEASED_BY_TIMER,
    /** An earlier dispute has been ruled for the seller. */
    RELEASED_BY_RULING,
    ALREADY_REFUNDED,
    ORDER_CANCELLED,
    OTHER_DISPUTE_OPEN
}
