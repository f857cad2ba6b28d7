package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.earning.Recovery;
import dev.bonafide.escrow.events.said.SellerEvent;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says what happened to sellers' money, in the transaction in which it happened. */
@ApplicationScoped
class SellerNews {
    private final Outbox outbox;

    SellerNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Says the events in their order. */
    Uni<Void> say(Mutiny.Session session, List<? extends SellerEvent> events, Instant now) {
        return outbox.appendAll(
                session,
                events.stream()
                        .map(event -> new OutgoingEvent(SellerEvent.TOPIC, event.sellerId(), event.type(), event, now))
                        .toList());
    }

    /** Says that some of what a seller owed was taken from a later sale. */
    Uni<Void> recovered(Mutiny.Session session, Recovery recovery, Instant now) {
        var owed = recovery.receivable();
        return say(
                session,
                List.of(new SellerEvent.ReceivableRecoveredV1(
                        owed.sellerId(),
                        owed.id(),
                        owed.orderId(),
                        owed.favour().name(),
                        owed.causeId(),
                        recovery.total().amountMinor(),
                        recovery.openAfter().amountMinor(),
                        owed.amount().currency().getCurrencyCode(),
                        now)),
                now);
    }
}
