package dev.bonafide.dispute.desk;

import dev.bonafide.dispute.events.said.DisputeEvent;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells the others. */
@ApplicationScoped
class DisputeNews {
    private final Outbox outbox;

    DisputeNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Says the event once the session's transaction has committed. */
    Uni<Void> say(Mutiny.Session session, DisputeEvent event, Instant now) {
        return outbox.append(
                        session, new OutgoingEvent(DisputeEvent.TOPIC, event.disputeId(), event.type(), event, now))
                .replaceWithVoid();
    }
}
