package dev.bonafide.logistics.deadline;

import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.logistics.desk.TrackingDesk;
import dev.bonafide.logistics.desk.Views;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** A scan that was dated in the future begins to count. */
@ApplicationScoped
class FutureScanDue implements TimerHandler {

    private final TrackingDesk desk;

    FutureScanDue(TrackingDesk desk) {
        this.desk = desk;
    }

    @Override
    public String kind() {
        return Views.TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return desk.lookAgain(session, timer.ref());
    }
}
