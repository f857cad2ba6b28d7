package dev.bonafide.kit.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event of another service, as its reader sees it.
 *
 * @param id CloudEvents id: the same on every delivery
 * @param type wire name with version
 * @param subject id of the thing it is about
 * @param occurredAt business time at the publisher
 * @param data the payload as the reader's own record
 */
public record ReceivedEvent<T>(UUID id, String type, UUID subject, Instant occurredAt, T data) {}
