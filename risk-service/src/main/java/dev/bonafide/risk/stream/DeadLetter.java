package dev.bonafide.risk.stream;

import dev.bonafide.kit.event.EventHeaders;
import java.time.InstantSource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Sets a record aside that the stream cannot take: as it came, with the reason in the headers that all dead letters have. */
final class DeadLetter {
    private static final Logger LOG = Logger.getLogger(DeadLetter.class);
    private static final int REASON_LENGTH_MAX = 1000;

    private DeadLetter() {}

    /** The record for the dead-letter topic of where it came from. */
    static <V> Record<String, V> of(
            Record<String, V> record, ProcessorContext<?, ?> context, InstantSource machine, String reason) {
        var headers = new RecordHeaders(record.headers().toArray());
        EventHeaders.add(
                headers,
                "dlq_reason",
                reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX));
        EventHeaders.add(headers, "dlq_consumer", context.applicationId());
        context.recordMetadata().ifPresent(place -> {
            EventHeaders.add(headers, "dlq_topic", place.topic());
            EventHeaders.add(headers, "dlq_partition", Integer.toString(place.partition()));
            EventHeaders.add(headers, "dlq_offset", Long.toString(place.offset()));
            LOG.errorf(
                    "Dead letter from %s-%d offset %d: %s", place.topic(), place.partition(), place.offset(), reason);
        });
        var now = machine.instant();
        EventHeaders.add(headers, "dlq_failed_at", now.toString());
        return new Record<>(record.key(), record.value(), now.toEpochMilli(), headers);
    }
}
