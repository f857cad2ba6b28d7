package dev.bonafide.risk.stream;

import dev.bonafide.kit.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of a record is the business time of its event, so that topics are read side by side in the order of events. */
final class BusinessTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        var header = record.headers().lastHeader(EventHeaders.TIME);
        if (header != null && header.value() != null) {
            try {
                long millis = Instant.parse(new String(header.value(), StandardCharsets.UTF_8))
                        .toEpochMilli();
                if (millis >= 0) {
                    return millis;
                }
            } catch (DateTimeException | ArithmeticException notATime) {
                return Math.max(0, record.timestamp());
            }
        }
        // A record without a time goes on to intake, which sets it aside; here it must only not be dropped.
        return Math.max(0, record.timestamp());
    }
}
