package dev.bonafide.gateway.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Moves the time of all services together, in steps: to the earliest timer of any of them, then on only when everything
 * that timer set off has happened everywhere, and so on to the moment wished for. One move at a time. Blocks.
 */
final class ClockMover {

    /** Waits a little. */
    interface Pause {
        /** Returns after the poll interval. */
        void take() throws InterruptedException;
    }

    private final Fleet fleet;
    private final EventLog events;
    private final Clock machine;
    private final Pause pause;
    private final Duration stepLimit;
    private final int daysMax;
    private final ReentrantLock moving;

    ClockMover(
            Fleet fleet,
            EventLog events,
            Clock machine,
            Pause pause,
            Duration stepLimit,
            int daysMax,
            ReentrantLock moving) {
        this.moving = moving;
        this.fleet = fleet;
        this.events = events;
        this.machine = machine;
        this.pause = pause;
        this.stepLimit = stepLimit;
        this.daysMax = daysMax;
    }

    /** Moves the clock, and says what came of it. Nothing moves unless everybody answers first. */
    Moved move(Wish wish) throws InterruptedException {
        if (!moving.tryLock()) {
            return new Moved.AlreadyMoving();
        }
        try {
            return moveAlone(wish);
        } catch (ServicesAwayException away) {
            return new Moved.Away(away.away());
        } finally {
            moving.unlock();
        }
    }

    private Moved moveAlone(Wish wish) throws InterruptedException {
        Instant began = machine.instant();
        long offset = offset(fleet.work());
        Instant from = began.plusMillis(offset);
        Instant to = wish.from(from);
        if (!to.isAfter(from)) {
            return new Moved.NotAhead(from);
        }
        if (Duration.between(from, to).compareTo(Duration.ofDays(daysMax)) > 0) {
            return new Moved.TooFar(daysMax);
        }
        // From here on the goal is an offset: while the move goes on, the machine's own time passes too.
        long goal = millisUp(Duration.between(began, to));
        // A service that was away during an earlier move catches up first.
        fleet.raise(offset);
        int steps = 0;
        while (true) {
            Settling settling = settle();
            if (!settling.busy().isEmpty()) {
                return new Moved.NotSettled(machine.instant().plusMillis(offset(settling.work())), settling.busy());
            }
            offset = offset(settling.work());
            if (offset >= goal) {
                return new Moved.Done(
                        from,
                        to,
                        steps,
                        Duration.between(began, machine.instant()).toMillis());
            }
            long stop = firstDue(settling.work()).orElse(goal);
            if (stop >= goal) {
                fleet.raise(goal);
            } else if (stop > offset) {
                fleet.raise(stop);
                steps++;
            } else {
                // It has become due by the machine's own time since they were asked.
                pause.take();
            }
        }
    }

    /** The offset at which the earliest timer is due. */
    private Optional<Long> firstDue(List<ServiceWork> work) {
        Instant now = machine.instant();
        return work.stream()
                .map(ServiceWork::nextTimerDueAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(due -> millisUp(Duration.between(now, due)));
    }

    private record Settling(List<ServiceWork> work, List<String> busy) {}

    private Settling settle() throws InterruptedException {
        Instant limit = machine.instant().plus(stepLimit);
        while (true) {
            Settling settling = look();
            if (settling.busy().isEmpty() || machine.instant().isAfter(limit)) {
                return settling;
            }
            pause.take();
        }
    }

    /**
     * At rest is: nothing due, nothing to send, everything read; and still nothing due and nothing to send, and the log no
     * longer. Reading an event may make a timer or an event, and each look alone would miss what is on its way between two
     * of them.
     */
    private Settling look() {
        List<ServiceWork> before = fleet.work();
        List<String> busy = busy(before);
        if (!busy.isEmpty()) {
            return new Settling(before, busy);
        }
        Set<String> groups = before.stream()
                .flatMap(service -> service.consumerGroups().stream())
                .collect(Collectors.toSet());
        EventLog.Reading read = events.reading(groups);
        if (!read.behind().isEmpty()) {
            return new Settling(before, behind(read));
        }
        List<ServiceWork> after = fleet.work();
        busy = busy(after);
        if (!busy.isEmpty()) {
            return new Settling(after, busy);
        }
        EventLog.Reading again = events.reading(groups);
        if (!again.behind().isEmpty()) {
            return new Settling(after, behind(again));
        }
        return new Settling(after, again.ends().equals(read.ends()) ? List.of() : List.of("events: still arriving"));
    }

    private static List<String> busy(List<ServiceWork> work) {
        List<String> busy = new ArrayList<>(
                work.stream().flatMap(service -> service.busyWith().stream()).toList());
        long offset = offset(work);
        work.stream()
                .filter(service -> service.offsetMillis() != offset)
                .map(service -> service.service() + ": clock not moved yet")
                .forEach(busy::add);
        return busy;
    }

    private static List<String> behind(EventLog.Reading reading) {
        return reading.behind().stream()
                .map(group -> group + ": events to read")
                .toList();
    }

    private static long offset(List<ServiceWork> work) {
        return work.stream().mapToLong(ServiceWork::offsetMillis).max().orElse(0);
    }

    /** Rounded up, so that what is due at that moment is due. */
    private static long millisUp(Duration duration) {
        return duration.plusMillis(1).minusNanos(1).toMillis();
    }
}
