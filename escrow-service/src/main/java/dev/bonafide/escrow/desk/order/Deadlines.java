package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.order.Deadline;
import dev.bonafide.escrow.order.Order;
import dev.bonafide.kit.timer.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps an order's timers in step with its stage, in the transaction that moves it. */
@ApplicationScoped
public class Deadlines {
    private final Timers timers;

    public Deadlines(Timers timers) {
        this.timers = timers;
    }

    /** Sets the deadlines of the new stage and cancels those that no longer stand. */
    public Uni<Void> move(Mutiny.Session session, @Nullable Order from, Order to, Instant now) {
        var wanted = Deadline.bySubject(to, now);
        // Past reminders included: one of them may be due and not have fired yet.
        var stood = from == null ? Map.<UUID, Map<Deadline, Instant>>of() : Deadline.bySubject(from, Instant.MIN);
        Uni<Void> moved = Uni.createFrom().voidItem();
        for (var subject : stood.entrySet()) {
            var still = wanted.getOrDefault(subject.getKey(), Map.of());
            var gone = subject.getValue().keySet().stream()
                    .filter(deadline -> !still.containsKey(deadline))
                    .map(Deadline::timerKind)
                    .toList();
            moved = moved.chain(() -> timers.cancel(session, gone, subject.getKey()));
        }
        for (var subject : wanted.entrySet()) {
            for (var deadline : subject.getValue().entrySet()) {
                moved = moved.chain(() ->
                        timers.schedule(session, deadline.getKey().timerKind(), subject.getKey(), deadline.getValue()));
            }
        }
        return moved;
    }

    /** Sets one deadline anew that has just passed and stands again, as the next day of a freeze does. */
    public Uni<Void> again(Mutiny.Session session, Deadline deadline, UUID subject, Instant dueAt) {
        return timers.schedule(session, deadline.timerKind(), subject, dueAt);
    }

    /** Nothing is to be said by that deadline any more. */
    public Uni<Void> stop(Mutiny.Session session, Deadline deadline, UUID subject) {
        return timers.cancel(session, deadline.timerKind(), subject);
    }

    /** The timer that asks a provider for something, at once and until it has understood. */
    public Uni<Void> askNow(Mutiny.Session session, String kind, UUID subject, Instant now) {
        return timers.schedule(session, kind, subject, now);
    }
}
