package dev.bonafide.identity.evidence;

/** What a fact says of the account it is kept for. */
public enum EvidenceKind {
    /** Sold something, and the money was released. */
    SALE,
    /** Bought something, and the money was released. */
    PURCHASE,
    /** An order as seller ended with the money back at the buyer. Shown, but in itself nobody's fault. */
    ORDER_REFUNDED,
    /** A dispute was ruled for the buyer: the thing was significantly not as described, or for a reason not told. */
    SNAD
}
