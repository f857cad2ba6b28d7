package dev.bonafide.listing.template;

/**
 * What a photo has to show.
 *
 * @param role upper snake case, such as {@code SERIAL}
 * @param name for people
 */
public record PhotoRole(String role, Bilingual name) {}
