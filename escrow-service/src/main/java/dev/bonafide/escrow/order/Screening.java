package dev.bonafide.escrow.order;

/** How far risk has come with a placed order. Only a spoken yes lets it pass. */
public enum Screening {
    /** Not a word yet. */
    WAITING,
    /** Held for a person to decide. */
    IN_REVIEW,
    ALLOWED
}
