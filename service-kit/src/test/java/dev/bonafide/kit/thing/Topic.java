package dev.bonafide.kit.thing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads and writes a topic as another service would. */
public final class Topic {
    private final String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    private final String name;

    public Topic(String name) {
        this.name = name;
    }

    /** Publishes a payload with the headers of an event. */
    public void publish(UUID eventId, String type, UUID subject, String payload) {
        publish(event(eventId, type, subject, payload));
    }

    /** A payload with the headers of an event, to be published. */
    public ProducerRecord<String, String> event(UUID eventId, String type, UUID subject, String payload) {
        var record = new ProducerRecord<>(name, subject.toString(), payload);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", eventId.toString());
        header(record, "ce_type", type);
        header(record, "ce_subject", subject.toString());
        header(record, "ce_time", "2026-11-01T08:00:00Z");
        header(record, "ce_source", "/another-service");
        return record;
    }

    /** Publishes a record as it is. */
    public void publish(ProducerRecord<String, String> record) {
        publish(List.of(record));
    }

    /** Publishes records as they are, all at once. */
    public void publish(List<ProducerRecord<String, String>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringSerializer(),
                new StringSerializer())) {
            for (var send : records.stream().map(producer::send).toList()) {
                send.get();
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Everything on the topic now, in order per partition. */
    public List<ConsumerRecord<String, String>> read() {
        var settings =
                Map.<String, Object>of("bootstrap.servers", bootstrap, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var infos = consumer.listTopics().get(name);
            if (infos == null) {
                return List.of();
            }
            var partitions = infos.stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    /** Joins a group of readers, is given some of the topic's partitions, and leaves with nothing done. */
    public void visit(String group) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        try (var visitor = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            visitor.subscribe(List.of(name));
            while (visitor.assignment().isEmpty()) {
                visitor.poll(Duration.ofMillis(100));
            }
        }
    }

    /** The records of one key, in order. */
    public List<ConsumerRecord<String, String>> read(UUID key) {
        return read().stream()
                .filter(record -> key.toString().equals(record.key()))
                .toList();
    }

    /** The header as text, or an empty text. */
    public static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
