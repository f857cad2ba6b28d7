package dev.bonafide.journeys.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The events on the broker, read from the beginning. */
public final class EventLog {
    private static final List<String> TOPICS = List.of(
            "identity.accounts",
            "identity.scores",
            "listing.listings",
            "escrow.orders",
            "escrow.ledger",
            "dispute.disputes",
            "risk.decisions",
            "risk.cases",
            "logistics.shipments",
            "community.notifications");

    /**
     * One event.
     *
     * @param arrivedAtMillis when the broker took it, in machine time
     */
    public record Event(
            String id,
            String type,
            String subject,
            String topic,
            int partition,
            long offset,
            long arrivedAtMillis,
            JsonNode data) {
        /** The type without prefix and version, such as {@code OrderFunded}. */
        public String name() {
            var parts = type.split("\\.", -1);
            return parts.length < 3 ? type : parts[2];
        }
    }

    private final Addresses addresses;

    public EventLog(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Every event of the business topics, in order of arrival at the broker. */
    public List<Event> read() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", addresses.broker(), ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var existing = consumer.listTopics();
            var partitions = TOPICS.stream()
                    .flatMap(topic -> existing.getOrDefault(topic, List.of()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new ArrayList<Event>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    events.add(event(record));
                }
            }
            events.sort(Comparator.comparingLong(Event::arrivedAtMillis));
            return events;
        }
    }

    /** The events that name the given thing, in order of arrival. */
    public List<Event> about(UUID thing) {
        var text = thing.toString();
        return read().stream()
                .filter(event ->
                        event.subject().equals(text) || event.data().toString().contains(text))
                .toList();
    }

    private static Event event(ConsumerRecord<String, String> record) {
        return new Event(
                header(record, "ce_id"),
                header(record, "ce_type"),
                header(record, "ce_subject"),
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                Gateway.json(record.value()));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
