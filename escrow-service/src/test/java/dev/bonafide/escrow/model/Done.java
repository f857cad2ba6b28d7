package dev.bonafide.escrow.model;

/** How far a milestone is. */
enum Done {
    AWAITED,
    DELIVERED,
    /** By a dispute of its own. */
    FROZEN,
    RELEASED,
    REFUNDED,
    RULED,
    /** With the whole order. */
    CLOSED
}
