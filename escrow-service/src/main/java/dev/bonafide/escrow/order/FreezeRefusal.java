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
    /** Even for what a look does not show it was opened too late. */
    HIDDEN_DEFECT_WINDOW_OVER,
    /** An earlier dispute has been ruled about. */
    RELEASED_BY_RULING,
    ALREADY_REFUNDED,
    /** Somebody has made the whole loss good. */
    ALREADY_INDEMNIFIED,
    ORDER_CANCELLED,
    OTHER_DISPUTE_OPEN,
    /** The dispute is about a milestone that the order does not have. */
    NO_SUCH_MILESTONE
}
