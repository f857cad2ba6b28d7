package dev.bonafide.listing.listing;

/** The names of the stages, as they are written in rows and answers. */
public enum Stage {
    DRAFT,
    IN_REVIEW,
    PUBLISHED,
    RESERVED,
    SOLD,
    REJECTED,
    HIDDEN,
    CLOSED
}
