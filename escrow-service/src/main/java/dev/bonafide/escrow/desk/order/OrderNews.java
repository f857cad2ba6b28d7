package dev.bonafide.escrow.desk.order;

import dev.bonafide.escrow.events.said.OrderEvent;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says what happened to orders, in the transaction in which it happened. */
@ApplicationScoped
public class OrderNews {
    private final Outbox outbox;

    public OrderNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Says the events in their order. */
    public Uni<Void> say(Mutiny.Session session, List<? extends OrderEvent> events, Instant now) {
        return outbox.appendAll(
                session,
                events.stream()
                        .map(event -> new OutgoingEvent(OrderEvent.TOPIC, event.orderId(), event.type(), event, now))
                        .toList());
    }
}
