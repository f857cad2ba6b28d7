package dev.bonafide.kit.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event to be published once the present transaction has committed.
 *
 * @param topic where it goes; one topic per kind of aggregate keeps the aggregate's order
 * @param aggregateId what it is about; the record key
 * @param type wire name with version, such as {@code bonafide.escrow.OrderPlaced.v1}
 * @param payload a record that is written as JSON
 * @param occurredAt business time
 */
public record OutgoingEvent(String topic, UUID aggregateId, String type, Object payload, Instant occurredAt) {}
