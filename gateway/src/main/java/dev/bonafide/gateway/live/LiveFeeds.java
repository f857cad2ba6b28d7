package dev.bonafide.gateway.live;

import dev.bonafide.gateway.config.LiveConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happened within the window, by account, bounded in age and number. Filled by one thread, read by any. Holds nothing
 * that is not in the log, so a restart builds it anew.
 */
@ApplicationScoped
public class LiveFeeds {

    private final LiveConfig config;
    private final Clock clock;
    private final Map<UUID, AccountFeed> feeds = new ConcurrentHashMap<>();
    private final ArrayDeque<LiveEvent> inOrder = new ArrayDeque<>();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile Instant droppedTo = Instant.MIN;
    private volatile Optional<Integer> log = Optional.empty();

    LiveFeeds(LiveConfig config, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        meters.gauge("bonafide.live.events", kept);
    }

    /** Whether all that was in the log before has been read, so that it can be listened to. */
    public boolean isOpen() {
        return log.isPresent();
    }

    /** The number of the log that is told, once all that was in it has been read. */
    Optional<Integer> log() {
        return log;
    }

    /** Fills the feeds with what was there before, oldest first; from then on they can be listened to. */
    void open(int logNumber, List<LiveEvent> before, Instant alreadyDroppedTo) {
        droppedTo = alreadyDroppedTo;
        before.forEach(this::add);
        log = Optional.of(logNumber);
    }

    /** Tells everybody it concerns, and makes room. */
    void add(LiveEvent event) {
        inOrder.addLast(event);
        for (UUID account : event.concerned()) {
            AccountFeed feed = feeds.computeIfAbsent(account, _ -> new AccountFeed(config.eventsPerAccountMax()));
            kept.addAndGet(feed.add(event));
        }
        while (kept.get() > config.eventsMax() || inOrder.size() > config.eventsMax()) {
            dropOldest();
        }
    }

    /** Forgets what is older than the window. */
    void trim() {
        Instant horizon = clock.instant().minus(config.window());
        while (!inOrder.isEmpty() && inOrder.getFirst().loggedAt().isBefore(horizon)) {
            dropOldest();
        }
    }

    /** Listens to what concerns an account; nothing if it has too many listeners. */
    Optional<AccountFeed> listen(UUID account, Runnable listener) {
        boolean[] isListening = {false};
        AccountFeed feed = feeds.compute(account, (_, present) -> {
            AccountFeed one = present == null ? new AccountFeed(config.eventsPerAccountMax()) : present;
            isListening[0] = one.listen(listener, config.streamsPerAccountMax());
            return one;
        });
        return isListening[0] ? Optional.of(feed) : Optional.empty();
    }

    /** Listens no more. */
    void leave(UUID account, Runnable listener) {
        feeds.computeIfPresent(account, (_, feed) -> {
            feed.leave(listener);
            return feed.isIdle() ? null : feed;
        });
    }

    /** Whether everything that came after that position is still here. */
    boolean reaches(AccountFeed feed, Position position) {
        Instant from = position.completeTo();
        return log.filter(position::isOf).isPresent()
                && !from.isBefore(clock.instant().minus(config.window()))
                && !from.isBefore(droppedTo)
                && !from.isBefore(feed.droppedTo());
    }

    private void dropOldest() {
        LiveEvent oldest = inOrder.removeFirst();
        if (droppedTo.isBefore(oldest.loggedAt())) {
            droppedTo = oldest.loggedAt();
        }
        for (UUID account : oldest.concerned()) {
            feeds.computeIfPresent(account, (_, feed) -> {
                kept.addAndGet(-feed.drop(oldest));
                return feed.isIdle() ? null : feed;
            });
        }
    }
}
