package dev.bonafide.escrow.desk.seller;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.earning.Cover;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.store.Lots;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What may be taken from a seller's earnings, and what may not leave. Locks are taken as {@link Sellers#lock} says. */
@ApplicationScoped
public class Earnings {
    private final Lots lots;
    private final Sellers sellers;
    private final Orders orders;
    private final Books books;
    private final Clock clock;

    Earnings(Lots lots, Sellers sellers, Orders orders, Books books, Clock clock) {
        this.lots = lots;
        this.sellers = sellers;
        this.orders = orders;
        this.books = books;
        this.clock = clock;
    }

    /**
     * Where an amount comes from that the seller has to give because of the order: from what the order has brought, then
     * from what else is payable, then from the reserve; the rest is owed. It holds until the transaction ends, so it is
     * booked with just these parts in the same transaction, before anything else is asked for.
     */
    public Uni<Cover> cover(Mutiny.Session session, UUID sellerId, UUID orderId, Money amount) {
        return sellers.lock(session, sellerId)
                .chain(() -> lots.sources(session, sellerId, orderId, amount.currency()))
                .map(sources -> Cover.of(amount, sources));
    }

    /** What is still there of what the order has brought its seller; holds until the transaction ends. */
    public Uni<Cover.Sources> leftOf(Mutiny.Session session, UUID sellerId, UUID orderId, Currency currency) {
        return sellers.lock(session, sellerId).chain(() -> lots.sources(session, sellerId, orderId, currency));
    }

    /** Keeps what the order has brought, or will bring, from being paid out. The order must be locked. */
    public Uni<Void> block(Mutiny.Session session, UUID orderId, UUID disputeId) {
        return block(session, orderId, disputeId, clock.instant());
    }

    /** Keeps what one milestone of the order has brought from being paid out, and nothing else. The order must be locked. */
    public Uni<Void> blockMilestone(Mutiny.Session session, UUID orderId, UUID milestone, UUID disputeId) {
        return block(session, orderId, milestone, disputeId, clock.instant());
    }

    /** Takes that block away, and repays from what is free again what the seller owes. The order must be locked. */
    public Uni<Void> unblock(Mutiny.Session session, UUID orderId, UUID disputeId) {
        return unblock(session, orderId, disputeId, clock.instant());
    }

    Uni<Void> block(Mutiny.Session session, UUID orderId, UUID disputeId, Instant now) {
        return block(session, orderId, null, disputeId, now);
    }

    private Uni<Void> block(
            Mutiny.Session session, UUID orderId, @Nullable UUID milestone, UUID disputeId, Instant now) {
        return agreement(session, orderId)
                .call(agreement -> sellers.lock(session, agreement.sellerId()))
                .chain(() -> lots.block(session, orderId, milestone, disputeId, now));
    }

    Uni<Void> unblock(Mutiny.Session session, UUID orderId, UUID disputeId, Instant now) {
        return agreement(session, orderId)
                .call(agreement -> sellers.lock(session, agreement.sellerId()))
                .call(() -> lots.unblock(session, orderId, disputeId))
                .chain(agreement -> books.recover(
                        session, agreement.sellerId(), agreement.terms().price().currency(), now));
    }

    private Uni<Agreement> agreement(Mutiny.Session session, UUID orderId) {
        return orders.find(session, orderId).map(stored -> {
            if (stored == null) {
                throw new IllegalArgumentException("No order " + orderId);
            }
            return stored.order().agreement();
        });
    }
}
