package dev.bonafide.listing.listing;

import java.util.UUID;

/**
 * A photo as part of what is offered.
 *
 * @param role what it shows
 * @param sha256 of the bytes the seller uploaded
 */
public record ShownPhoto(UUID id, String role, String sha256) {}
