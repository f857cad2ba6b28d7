package dev.bonafide.escrow.order;

/** Who moved an order, as its history tells it. */
public enum Actor {
    BUYER,
    SELLER,
    /** The listing service, which keeps the single item. */
    LISTING,
    /** The risk service: a rule or a person there. */
    RISK,
    /** The payment provider. */
    PROVIDER,
    /** The carrier, through the logistics service. */
    CARRIER,
    /** The logistics service: a return without a reason. */
    LOGISTICS,
    /** The dispute service: a party that disputes, or a ruling. */
    DISPUTE,
    /** Two people of finance. */
    FINANCE,
    /** A deadline that passed. */
    TIMER
}
