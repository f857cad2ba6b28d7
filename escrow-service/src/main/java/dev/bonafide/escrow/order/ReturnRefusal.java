package dev.bonafide.escrow.order;

/** Why an order cannot be returned, although the logistics service has accepted that. */
public enum ReturnRefusal {
    /** Nothing is held yet. */
    NOT_FUNDED,
    /** We do not know that the buyer has the item. */
    NOT_DELIVERED,
    /** Of several deliverables none is sent back by itself. */
    DELIVERED_IN_MILESTONES,
    /** Another return is under way. */
    OTHER_RETURN,
    ACCEPTED_BY_BUYER,
    /** Silence had accepted. */
    INSPECTION_OVER,
    RELEASED_BY_RULING,
    ALREADY_REFUNDED,
    ORDER_CANCELLED
}
