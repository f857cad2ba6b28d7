package dev.bonafide.gateway.clock;

import dev.bonafide.gateway.config.MoveConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the broker who has read how far. */
@ApplicationScoped
class KafkaEventLog implements EventLog {

    private static final String BROKER = "kafka";

    private final Map<String, Object> kafka;
    private final Duration answerLimit;
    private @Nullable Admin admin;

    KafkaEventLog(@Identifier("default-kafka-broker") Map<String, Object> kafka, MoveConfig config) {
        this.kafka = kafka;
        this.answerLimit = config.answerLimit();
    }

    @Override
    public Reading reading(Set<String> groups) {
        if (groups.isEmpty()) {
            return new Reading(Map.of(), List.of());
        }
        try {
            return read(admin(), groups);
        } catch (ExecutionException | TimeoutException failed) {
            throw new ServicesAwayException(List.of(BROKER));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServicesAwayException(List.of(BROKER));
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    private synchronized Admin admin() {
        @Nullable Admin present = admin;
        if (present == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put("client.id", "gateway-clock");
            present = Admin.create(settings);
            admin = present;
        }
        return present;
    }

    private Reading read(Admin broker, Set<String> groups)
            throws ExecutionException, InterruptedException, TimeoutException {
        var descriptions = broker.describeConsumerGroups(groups).describedGroups();
        var committing = broker.listConsumerGroupOffsets(
                groups.stream().collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec())));
        Map<String, Map<TopicPartition, Long>> committed = new TreeMap<>();
        List<String> behind = new ArrayList<>();
        for (String group : groups) {
            @Nullable
            ConsumerGroupDescription description = description(Objects.requireNonNull(descriptions.get(group)));
            Map<TopicPartition, Long> read = new HashMap<>();
            if (description != null) {
                if (isDividing(description.groupState())) {
                    behind.add(group);
                }
                description
                        .members()
                        .forEach(member ->
                                member.assignment().topicPartitions().forEach(partition -> read.put(partition, 0L)));
                Map<TopicPartition, OffsetAndMetadata> offsets = value(committing.partitionsToOffsetAndMetadata(group));
                offsets.forEach((partition, offset) -> read.put(partition, offset == null ? 0L : offset.offset()));
            }
            committed.put(group, read);
        }
        Set<TopicPartition> partitions = committed.values().stream()
                .flatMap(read -> read.keySet().stream())
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> starts = offsets(broker, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(broker, partitions, OffsetSpec.latest());
        committed.forEach((group, read) -> {
            boolean isBehind = read.entrySet().stream().anyMatch(partition -> {
                // A partition nobody has read from yet is read once it is seen to be empty.
                long from = Math.max(partition.getValue(), starts.getOrDefault(partition.getKey(), 0L));
                return from < ends.getOrDefault(partition.getKey(), 0L);
            });
            if (isBehind && !behind.contains(group)) {
                behind.add(group);
            }
        });
        Map<String, Long> named = new TreeMap<>();
        ends.forEach((partition, end) -> named.put(partition.toString(), end));
        return new Reading(named, behind);
    }

    /** The group, or null if there is none of that name: a service that listens to nothing. */
    private @Nullable ConsumerGroupDescription description(KafkaFuture<ConsumerGroupDescription> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            ConsumerGroupDescription description = value(asked);
            return description.groupState() == GroupState.DEAD ? null : description;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw failed;
        }
    }

    private static boolean isDividing(GroupState state) {
        return state != GroupState.STABLE && state != GroupState.EMPTY;
    }

    private Map<TopicPartition, Long> offsets(Admin broker, Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        ListOffsetsResult asked =
                broker.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which)));
        Map<TopicPartition, Long> found = new HashMap<>();
        for (TopicPartition partition : new HashSet<>(partitions)) {
            try {
                found.put(partition, value(asked.partitionResult(partition)).offset());
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed;
                }
            }
        }
        return found;
    }

    private <T> T value(KafkaFuture<T> asked) throws ExecutionException, InterruptedException, TimeoutException {
        return asked.get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
