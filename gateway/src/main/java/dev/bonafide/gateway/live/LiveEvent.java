package dev.bonafide.gateway.live;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Something that happened, ready to be told.
 *
 * @param id the event's own id, by which a second copy is known
 * @param type its short name, such as {@code OrderFunded}
 * @param json what is told of it, one line
 * @param concerned the accounts it is told to
 * @param place where it stands in the log
 * @param offset its number there
 * @param loggedAt when the log took it, in machine time; never earlier than what stands before it in the same place
 */
record LiveEvent(
        String id, String type, String json, Set<UUID> concerned, Place place, long offset, Instant loggedAt) {}
