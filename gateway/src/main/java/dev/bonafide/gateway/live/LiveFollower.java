package dev.bonafide.gateway.live;

import dev.bonafide.gateway.config.LiveConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log into the feeds. What was there before comes partition by partition, so it is put in order of time first,
 * without changing the order within a partition; what comes later is told as it comes. For one thread.
 */
final class LiveFollower {

    private static final Logger LOG = Logger.getLogger(LiveFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Comparator<LiveEvent> BY_TIME = Comparator.comparing(LiveEvent::loggedAt)
            .thenComparing(event -> event.place().topic())
            .thenComparing(event -> event.place().partition())
            .thenComparing(LiveEvent::offset);

    private final LiveConfig config;
    private final LiveFeeds feeds;
    private final LiveReader reader;
    private final Clock clock;

    private final PriorityQueue<LiveEvent> before = new PriorityQueue<>(BY_TIME);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<Place, Instant> loggedTo = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private Instant droppedTo = Instant.MIN;
    private Instant discoverAt = Instant.MIN;
    private int concernedBefore;
    private int log;

    LiveFollower(LiveConfig config, LiveFeeds feeds, LiveReader reader, Clock clock) {
        this.config = config;
        this.feeds = feeds;
        this.reader = reader;
        this.clock = clock;
    }

    /** Goes on where it was, or from the start of the window. */
    void begin(Consumer<byte[], byte[]> consumer, int logNumber) {
        log = logNumber;
        discover(consumer);
        ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        openWhenRead();
    }

    /** Takes what has come. */
    void step(Consumer<byte[], byte[]> consumer) {
        if (consumer.assignment().isEmpty()) {
            // Nobody has said anything yet, not ever.
            LockSupport.parkNanos(POLL.toNanos());
        } else {
            consumer.poll(POLL).forEach(this::take);
        }
        consumer.assignment().forEach(partition -> next.put(partition, consumer.position(partition)));
        openWhenRead();
        feeds.trim();
        if (!clock.instant().isBefore(discoverAt)) {
            try {
                discover(consumer);
            } catch (TimeoutException away) {
                LOG.debugf("No news of topics: %s", away.toString());
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> logged) {
        Instant loggedAt = loggedTo.merge(
                Place.of(logged.topic(), logged.partition()),
                Instant.ofEpochMilli(logged.timestamp()),
                (last, now) -> now.isBefore(last) ? last : now);
        reader.read(logged, loggedAt).ifPresent(this::take);
    }

    private void take(LiveEvent event) {
        if (feeds.log().isPresent()) {
            feeds.add(event);
            return;
        }
        before.add(event);
        concernedBefore += event.concerned().size();
        while (concernedBefore > config.eventsMax()) {
            LiveEvent oldest = before.remove();
            concernedBefore -= oldest.concerned().size();
            droppedTo = oldest.loggedAt();
        }
    }

    private void openWhenRead() {
        if (feeds.log().isPresent()
                || !ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            return;
        }
        List<LiveEvent> inOrder = new ArrayList<>(before.size());
        while (!before.isEmpty()) {
            inOrder.add(before.remove());
        }
        feeds.open(log, inOrder, droppedTo);
        LOG.infof("Live updates are open: %d events of the window in %d partitions", inOrder.size(), next.size());
    }

    /** Takes up partitions that are new, each from the start of the window. */
    private void discover(Consumer<byte[], byte[]> consumer) {
        Set<String> wanted = Set.copyOf(config.topics());
        Set<TopicPartition> present = consumer.listTopics(PATIENCE).entrySet().stream()
                .filter(topic -> wanted.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        Set<TopicPartition> fresh = new HashSet<>(present);
        fresh.removeAll(consumer.assignment());
        if (!fresh.isEmpty()) {
            long start = clock.instant().minus(config.window()).toEpochMilli();
            // Asked first: what is logged while the next question is under way must not be skipped.
            Map<TopicPartition, Long> freshEnds = consumer.endOffsets(fresh, PATIENCE);
            Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(
                    fresh.stream().collect(Collectors.toMap(partition -> partition, _ -> start)), PATIENCE);
            Set<TopicPartition> all = new HashSet<>(consumer.assignment());
            all.addAll(fresh);
            consumer.assign(all);
            for (TopicPartition partition : fresh) {
                @Nullable OffsetAndTimestamp found = starts.get(partition);
                long end = freshEnds.getOrDefault(partition, 0L);
                long from = next.getOrDefault(partition, found == null ? end : found.offset());
                consumer.seek(partition, from);
                next.put(partition, from);
            }
        }
        discoverAt = clock.instant().plus(config.discovery());
    }
}
