package dev.bonafide.escrow.order;

/** Why an order ended before the item was handed over. */
public enum CancelReason {
    RESERVATION_REFUSED,
    RISK_BLOCKED,
    NOT_AGREED,
    UNPAID,
    NOT_SHIPPED,
    NOT_HANDED_OVER,
    BY_BUYER,
    BY_SELLER
}
