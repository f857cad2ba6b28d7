package dev.bonafide.kit.timer;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What happens when timers of one kind are due. Offered as a bean.
 *
 * <p>A handler may find that the thing it guards has moved on, and then does nothing: the rules decide, not the timer.
 */
public interface TimerHandler {
    /** The kind it handles; unique within a service. */
    String kind();

    /** Acts in the given session's transaction, in which the timer itself disappears too. */
    Uni<Void> fire(Mutiny.Session session, DueTimer timer);
}
