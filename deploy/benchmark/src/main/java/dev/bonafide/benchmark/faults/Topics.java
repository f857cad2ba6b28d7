package dev.bonafide.benchmark.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the broker has been told, read from the beginning as a reader with an inbox takes it: an id that came before is nothing. */
final class Topics {
    private static final String ORDERS = "escrow.orders";
    private static final List<String> TOLD = List.of("OrderAccepted", "OrderReleased");

    private final int broker;

    Topics(int broker) {
        this.broker = broker;
    }

    /**
     * What was said about the orders of the run.
     *
     * @param wrong orders of which it was not said once, and in this order, that they were accepted and released
     * @param events of which each was new
     * @param again records whose event had been there before
     * @param changed of those, records that say another thing than the first with their id
     */
    record Said(long wrong, long events, long again, long changed) {}

    Said about(Collection<Purchase> purchases) {
        var names = new HashMap<String, List<String>>();
        var seen = new HashMap<String, String>();
        long again = 0;
        long changed = 0;
        for (var record : read(ORDERS)) {
            var before = seen.putIfAbsent(header(record, "ce_id"), record.value());
            if (before == null) {
                names.computeIfAbsent(record.key(), _ -> new ArrayList<>())
                        .add(header(record, "ce_type").split("\\.")[2]);
            } else {
                again++;
                changed += before.equals(record.value()) ? 0 : 1;
            }
        }
        var orders = new HashSet<String>();
        long wrong = 0;
        for (var purchase : purchases) {
            orders.add(purchase.order().toString());
            wrong += TOLD.equals(names.get(purchase.order().toString())) ? 0 : 1;
        }
        wrong +=
                names.keySet().stream().filter(order -> !orders.contains(order)).count();
        return new Said(wrong, seen.size(), again, changed);
    }

    /** Records that no reader could take. */
    long deadLetters() {
        try (var consumer = consumer()) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().endsWith(".dlq"))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private List<ConsumerRecord<String, String>> read(String topic) {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<String, String> consumer() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", "127.0.0.1:" + broker, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = Objects.requireNonNull(record.headers().lastHeader(name), name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
