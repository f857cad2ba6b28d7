package dev.bonafide.logistics.deadline;

import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.logistics.desk.Forgetting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What came from carriers has been kept for long enough. */
@ApplicationScoped
class ForgettingDue implements TimerHandler {

    private final Forgetting desk;

    ForgettingDue(Forgetting desk) {
        this.desk = desk;
    }

    @Override
    public String kind() {
        return Forgetting.TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return desk.forget(session);
    }
}
