package dev.bonafide.logistics.deadline;

import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import dev.bonafide.logistics.desk.TrackingDesk;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** A carrier's message has come and waits to be read. */
@ApplicationScoped
class CarrierMessageDue implements TimerHandler {

    private final TrackingDesk desk;

    CarrierMessageDue(TrackingDesk desk) {
        this.desk = desk;
    }

    @Override
    public String kind() {
        return TrackingDesk.READ_TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return desk.read(session, timer.ref());
    }
}
