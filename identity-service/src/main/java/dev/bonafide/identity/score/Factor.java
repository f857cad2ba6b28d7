package dev.bonafide.identity.score;

/**
 * One part of a score.
 *
 * @param points what it adds, or takes when negative
 */
public record Factor(FactorName name, int points) {}
