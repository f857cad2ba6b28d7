package dev.bonafide.escrow.desk;

import dev.bonafide.escrow.earning.Recovery;
import dev.bonafide.escrow.events.said.ClaimEvent;
import dev.bonafide.escrow.events.said.SellerEvent;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.kit.outbox.Outbox;
import dev.bonafide.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says what happened to sellers' money, in the transaction in which it happened. */
@ApplicationScoped
class SellerNews {
    private final Outbox outbox;
    private final Orders orders;

    SellerNews(Outbox outbox, Orders orders) {
        this.outbox = outbox;
        this.orders = orders;
    }

    /** Says the events in their order. */
    Uni<Void> say(Mutiny.Session session, List<? extends SellerEvent> events, Instant now) {
        return outbox.appendAll(
                session,
                events.stream()
                        .map(event ->
                                new OutgoingEvent(SellerEvent.TOPIC, event.sellerId(), event.type(), event, now))
                        .toList());
    }

    /** Says one event about what a seller owes, or the pool pays, because of an order. */
    Uni<Void> say(Mutiny.Session session, ClaimEvent event, Instant now) {
        return outbox.append(session, new OutgoingEvent(ClaimEvent.TOPIC, event.orderId(), event.type(), event, now))
                .replaceWithVoid();
    }

    /** Says that some of what a seller owed was taken from a later sale. */
    Uni<Void> recovered(Mutiny.Session session, Recovery recovery, Instant now) {
        var owed = recovery.receivable();
        return buyerOf(session, owed.orderId())
                .chain(buyer -> say(
                        session,
                        new ClaimEvent.ReceivableRecoveredV1(
                                owed.orderId(),
                                buyer,
                                owed.sellerId(),
                                owed.id(),
                                owed.favour().name(),
                                owed.causeId(),
                                recovery.total().amountMinor(),
                                recovery.openAfter().amountMinor(),
                                owed.amount().currency().getCurrencyCode(),
                                now),
                        now));
    }

    private Uni<UUID> buyerOf(Mutiny.Session session, UUID orderId) {
        return orders.find(session, orderId).map(stored -> {
            if (stored == null) {
                throw new IllegalStateException("A receivable of order " + orderId + ", which does not exist");
            }
            return stored.order().agreement().buyerId();
        });
    }
}
