package dev.bonafide.gateway.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** What there is to tell to one account, oldest first and bounded, and who wants to hear it. Safe for any number of threads. */
final class AccountFeed {

    /**
     * An event with its number in this feed.
     *
     * @param number counts up without gaps, in this process only
     */
    record Entry(long number, LiveEvent event) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, LiveEvent> entries = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<Runnable> listeners = new HashSet<>();
    private final int entriesMax;
    private long next;
    private Instant droppedTo = Instant.MIN;

    AccountFeed(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /** Adds an event unless it is a copy of one that is here; returns by how many the feed has grown: 1, 0. */
    int add(LiveEvent event) {
        List<Runnable> told;
        int grown = 1;
        lock.lock();
        try {
            if (!ids.add(event.id())) {
                return 0;
            }
            entries.put(next++, event);
            if (entries.size() > entriesMax) {
                dropFirst();
                grown = 0;
            }
            told = List.copyOf(listeners);
        } finally {
            lock.unlock();
        }
        told.forEach(Runnable::run);
        return grown;
    }

    /** Forgets that event if it is the oldest here; returns by how many the feed has shrunk: 1, 0. */
    int drop(LiveEvent event) {
        lock.lock();
        try {
            if (entries.isEmpty() || entries.firstEntry().getValue() != event) {
                return 0;
            }
            dropFirst();
            return 1;
        } finally {
            lock.unlock();
        }
    }

    /** Up to so many events from that number on, oldest first. */
    List<Entry> from(long number, int countMax) {
        lock.lock();
        try {
            List<Entry> found = new ArrayList<>();
            for (Map.Entry<Long, LiveEvent> entry : entries.tailMap(number).entrySet()) {
                if (found.size() == countMax) {
                    break;
                }
                found.add(new Entry(entry.getKey(), entry.getValue()));
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the oldest event that is still here, or of the next one to come. */
    long first() {
        lock.lock();
        try {
            return entries.isEmpty() ? next : entries.firstKey();
        } finally {
            lock.unlock();
        }
    }

    /** Everything the log took after this moment is still here. */
    Instant droppedTo() {
        lock.lock();
        try {
            return droppedTo;
        } finally {
            lock.unlock();
        }
    }

    /** Tells the listener of everything that comes, unless there are too many already. */
    boolean listen(Runnable listener, int listenersMax) {
        lock.lock();
        try {
            return listeners.size() < listenersMax && listeners.add(listener);
        } finally {
            lock.unlock();
        }
    }

    void leave(Runnable listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody would miss it. */
    boolean isIdle() {
        lock.lock();
        try {
            return entries.isEmpty() && listeners.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void dropFirst() {
        LiveEvent dropped = entries.pollFirstEntry().getValue();
        ids.remove(dropped.id());
        if (droppedTo.isBefore(dropped.loggedAt())) {
            droppedTo = dropped.loggedAt();
        }
    }
}
