package dev.bonafide.escrow.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a deadline from speaking while somebody who was in time may not have been heard. It opens for a deadline once everything
 * that was on the topics of disputes, parcels and returns at a moment after it has been taken in, by whichever replica. So after a start, or
 * while the broker is away, no silence is taken for consent.
 */
@ApplicationScoped
public class CatchUpGate {
    private static final List<String> TOPICS =
            List.of("dispute.disputes", "logistics.shipments", "logistics.aftersale");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String servers;
    private final String group;
    private final Clock clock;
    private final AtomicReference<Instant> heardUntil = new AtomicReference<>(Instant.MIN);
    private @Nullable Admin admin;

    /** Not everything has been heard: the deadline is tried again. */
    public static final class StillListening extends IOException {
        StillListening(Instant dueAt) {
            super("Not everything that was said before " + dueAt + " has been heard");
        }
    }

    CatchUpGate(
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
            @ConfigProperty(name = "mp.messaging.incoming.events.group.id") String group,
            Clock clock) {
        this.servers = servers;
        this.group = group;
        this.clock = clock;
    }

    /** Completes if all that was said before that has been heard; fails with {@link StillListening} if it may not have been. */
    Uni<Void> open(Instant dueAt) {
        if (!heardUntil.get().isBefore(dueAt)) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        return Uni.createFrom()
                .completionStage(this::hasCaughtUp)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .emitOn(here())
                .chain(caughtUp -> {
                    if (!caughtUp) {
                        return Uni.createFrom().failure(new StillListening(dueAt));
                    }
                    heardUntil.accumulateAndGet(now, (one, other) -> one.isAfter(other) ? one : other);
                    return Uni.createFrom().voidItem();
                });
    }

    /**
     * Whether the group has taken in everything that is there; a partition in which nothing was ever said, or whose records are all
     * past their retention, needs no offset.
     */
    static boolean isCaughtUp(
            Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> taken) {
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue()
                        <= Math.max(taken.getOrDefault(end.getKey(), 0L), starts.getOrDefault(end.getKey(), 0L)));
    }

    private CompletionStage<Boolean> hasCaughtUp() {
        var broker = broker();
        return broker.listTopics()
                .names()
                .toCompletionStage()
                .thenCompose(names -> broker.describeTopics(
                                TOPICS.stream().filter(names::contains).toList())
                        .allTopicNames()
                        .toCompletionStage())
                .thenCompose(topics -> offsets(broker, topics, OffsetSpec.earliest())
                        // The ends before what was taken in: afterwards it can only be more.
                        .thenCompose(starts -> offsets(broker, topics, OffsetSpec.latest())
                                .thenCompose(ends -> broker.listConsumerGroupOffsets(group)
                                        .partitionsToOffsetAndMetadata()
                                        .toCompletionStage()
                                        .thenApply(taken -> isCaughtUp(starts, ends, offsets(taken))))));
    }

    private static CompletionStage<Map<TopicPartition, Long>> offsets(
            Admin broker, Map<String, TopicDescription> topics, OffsetSpec spec) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        topics.forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> asked.put(new TopicPartition(topic, partition.partition()), spec)));
        if (asked.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return broker.listOffsets(asked).all().toCompletionStage().thenApply(CatchUpGate::offsets);
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ?> told) {
        var offsets = new HashMap<TopicPartition, Long>();
        told.forEach((partition, offset) -> {
            if (offset instanceof ListOffsetsResultInfo end) {
                offsets.put(partition, end.offset());
            } else if (offset instanceof OffsetAndMetadata taken) {
                offsets.put(partition, taken.offset());
            }
        });
        return offsets;
    }

    private synchronized Admin broker() {
        var known = admin;
        if (known == null) {
            known = Admin.create(Map.of("bootstrap.servers", servers, "client.id", group + "-gate"));
            admin = known;
        }
        return known;
    }

    /** Where the caller's transaction lives; the broker's client answers elsewhere. */
    private static Executor here() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
    }

    @PreDestroy
    synchronized void close() {
        var known = admin;
        if (known != null) {
            known.close(Duration.ZERO);
        }
    }
}
