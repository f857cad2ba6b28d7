package dev.bonafide.dispute.dispute;

/** The stages of a dispute by name, for rows, views and refusals. */
public enum Stage {
    /** The escrow service has been asked to freeze the money. */
    OPENING,
    /** Frozen, and waiting for an arbiter. */
    QUEUED,
    /** An arbiter works on it. */
    IN_HANDS,
    /** Ruled; the money is on its way. */
    EXECUTING,
    /** The money has followed the ruling. */
    CLOSED,
    /** The money could not be frozen, so there was nothing to dispute. */
    NOT_OPENED
}
