package dev.bonafide.kit.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells background loops that a transaction which concerns them has committed. Signals are hints that save waiting: a
 * lost one costs a poll interval, never an event.
 */
@ApplicationScoped
public class CommitSignals {
    /** What a transaction may have left for a loop to pick up. */
    public enum Work {
        OUTBOX,
        TIMERS,
        /** Records that are to be sealed in a chain once they have committed. */
        SEALS
    }

    private final Map<Mutiny.Session, Set<Work>> marked = new ConcurrentHashMap<>();
    private final Map<Work, Semaphore> waiting =
            Arrays.stream(Work.values()).collect(Collectors.toMap(Function.identity(), _ -> new Semaphore(0)));

    /** Remembers that the transaction of this session leaves work behind, if it commits. */
    public void mark(Mutiny.Session session, Work work) {
        marked.computeIfAbsent(session, _ -> EnumSet.noneOf(Work.class)).add(work);
    }

    /** Wakes the loop that waits for this work. */
    public void wake(Work work) {
        var semaphore = permits(work);
        if (semaphore.availablePermits() == 0) {
            semaphore.release();
        }
    }

    /** Waits until the work is signalled or the time is up; true when it was signalled. */
    public boolean await(Work work, long timeoutMillis) throws InterruptedException {
        var semaphore = permits(work);
        var signalled = semaphore.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS);
        semaphore.drainPermits();
        return signalled;
    }

    void committed(Mutiny.Session session) {
        var works = marked.remove(session);
        if (works != null) {
            works.forEach(this::wake);
        }
    }

    void forgotten(Mutiny.Session session) {
        marked.remove(session);
    }

    private Semaphore permits(Work work) {
        return java.util.Objects.requireNonNull(waiting.get(work));
    }
}
