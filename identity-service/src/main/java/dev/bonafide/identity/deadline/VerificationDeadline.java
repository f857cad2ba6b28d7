package dev.bonafide.identity.deadline;

import dev.bonafide.identity.desk.VerificationDesk;
import dev.bonafide.identity.store.VerificationRow;
import dev.bonafide.kit.timer.DueTimer;
import dev.bonafide.kit.timer.TimerHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Codes expire, locks open, unanswered questions end; a case that waits for a person too long is called out. */
@ApplicationScoped
public class VerificationDeadline implements TimerHandler {

    private static final Logger LOG = Logger.getLogger(VerificationDeadline.class);

    private final VerificationDesk desk;

    VerificationDeadline(VerificationDesk desk) {
        this.desk = desk;
    }

    @Override
    public String kind() {
        return VerificationDesk.DUE_TIMER;
    }

    @Override
    public Uni<Void> fire(Mutiny.Session session, DueTimer timer) {
        return desk.timeIsUp(session, timer.ref(), timer.now())
                .invoke(outcome -> {
                    if (outcome != null && outcome.row().stageName() == VerificationRow.Stage.MANUAL_REVIEW) {
                        LOG.warnf("Verification %s has waited for a person since %s", timer.ref(), timer.dueAt());
                    }
                })
                .replaceWithVoid();
    }
}
