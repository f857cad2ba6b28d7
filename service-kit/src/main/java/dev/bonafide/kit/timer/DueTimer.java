package dev.bonafide.kit.timer;

import java.time.Instant;
import java.util.UUID;

/**
 * A timer whose time has come.
 *
 * @param kind what is due
 * @param ref the thing it guards
 * @param dueAt the instant that was set
 * @param now business time at firing, not before {@code dueAt}
 */
public record DueTimer(String kind, UUID ref, Instant dueAt, Instant now) {}
