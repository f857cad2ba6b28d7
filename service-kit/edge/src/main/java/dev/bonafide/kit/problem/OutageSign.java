package dev.bonafide.kit.problem;

/**
 * Knows failures of one part of the machinery that pass by themselves, so that a client is told to come back (503) and not
 * that something is broken (500). Offered as a bean by whoever talks to that part.
 */
@FunctionalInterface
public interface OutageSign {
    /** Whether the failure means that the part cannot be reached or cannot work just now. */
    boolean tellsOfOutage(Throwable failure);
}
