package dev.bonafide.escrow.desk.payment;

import dev.bonafide.escrow.events.said.PaymentEvent;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says what happened to payments, in the transaction in which it happened. */
@ApplicationScoped
public class PaymentNews {
    private final Outbox outbox;

    PaymentNews(Outbox outbox) {
        this.outbox = outbox;
    }

    public Uni<Void> say(Mutiny.Session session, PaymentEvent event, Instant now) {
        return outbox.append(session, new OutgoingEvent(PaymentEvent.TOPIC, event.orderId(), event.type(), event, now))
                .replaceWithVoid();
    }
}
