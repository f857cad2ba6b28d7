package dev.bonafide.risk.deadline;

import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.risk.desk.RestrictionDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** The time of a restriction is over. */
@ApplicationScoped
public class RestrictionExpiry implements TimerHandler {
    private final RestrictionDesk desk;

    RestrictionExpiry(RestrictionDesk desk) {
        this.desk = desk;
    }

    @Override
    public String kind() {
        return RestrictionDesk.EXPIRY_TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return desk.expire(session, timer.ref(), timer.now());
    }
}
