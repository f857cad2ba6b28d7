package dev.bonafide.escrow.desk.instalment;

import dev.bonafide.escrow.events.said.InstalmentEvent;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says what happened to plans, in the transaction in which it happened. */
@ApplicationScoped
class InstalmentNews {
    private final Outbox outbox;

    InstalmentNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Says the events in their order. */
    Uni<Void> say(Mutiny.Session session, List<? extends InstalmentEvent> events, Instant now) {
        return outbox.appendAll(
                session,
                events.stream()
                        .map(event ->
                                new OutgoingEvent(InstalmentEvent.TOPIC, event.orderId(), event.type(), event, now))
                        .toList());
    }
}
