package dev.bonafide.escrow.order;

/** What risk says about an order, as far as the order cares. */
public enum Verdict {
    ALLOW,
    /** A person decides later; until then the order waits. */
    REVIEW,
    REFUSE
}
