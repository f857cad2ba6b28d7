package dev.bonafide.dispute.deadline;

import dev.bonafide.dispute.desk.Deadline;
import dev.bonafide.dispute.desk.DisputeDesk;
import dev.bonafide.dispute.dispute.DisputeCommand;
import dev.bonafide.dispute.dispute.DisputeCommand.AssignmentDue;
import dev.bonafide.dispute.dispute.DisputeCommand.PaymentDue;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What each kind of timer says. One that comes late finds a dispute that has moved on, and that is the end of it. */
@Singleton
class DisputeTimers {
    private final DisputeDesk desk;

    DisputeTimers(DisputeDesk desk) {
        this.desk = desk;
    }

    @Produces
    @Singleton
    TimerHandler assignment() {
        return new Saying(desk, Deadline.ASSIGNMENT.timerKind(), new AssignmentDue());
    }

    @Produces
    @Singleton
    TimerHandler payment() {
        return new Saying(desk, Deadline.PAYMENT.timerKind(), new PaymentDue());
    }

    private record Saying(DisputeDesk desk, String kind, DisputeCommand command) implements TimerHandler {
        @Override
        public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
            return desk.carryOut(session, timer.ref(), command).replaceWithVoid();
        }
    }
}
