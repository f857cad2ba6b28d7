package dev.bonafide.escrow.store;

import dev.bonafide.escrow.offer.RefundOffer;
import dev.bonafide.escrow.offer.RefundOffer.Status;
import dev.bonafide.escrow.order.Actor;
import dev.bonafide.kit.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The offers of an order. They change only under the lock of their order. */
@ApplicationScoped
public class RefundOffers {
    private static final String OFFERS = """
            select number, by, amount_minor, currency, status, offered_at, answered_at
              from refund_offer where order_id = :order order by number""";
    private static final String SUPERSEDE = """
            update refund_offer set status = 'SUPERSEDED', answered_at = :at
             where order_id = :order and by = :by and status = 'OPEN'""";
    private static final String ADD = """
            insert into refund_offer (order_id, number, by, amount_minor, currency, status, offered_at)
            values (:order, :number, :by, :amount, :currency, 'OPEN', :at)""";
    private static final String ANSWER = """
            update refund_offer set status = :status, answered_at = :at where order_id = :order and number = :number""";

    /** All offers of an order, oldest first. */
    public Uni<List<RefundOffer>> ofOrder(Mutiny.Session session, UUID orderId) {
        return session.createNativeQuery(OFFERS, Object[].class)
                .setParameter("order", orderId)
                .getResultList()
                .map(rows -> rows.stream().map(row -> offer(orderId, row)).toList());
    }

    /** Adds an offer, and closes the one it replaces. */
    public Uni<Void> add(Mutiny.Session session, RefundOffer offer) {
        var at = offer.offeredAt().atOffset(ZoneOffset.UTC);
        return session.createNativeQuery(SUPERSEDE)
                .setParameter("order", offer.orderId())
                .setParameter("by", offer.by().name())
                .setParameter("at", at)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(ADD)
                        .setParameter("order", offer.orderId())
                        .setParameter("number", offer.number())
                        .setParameter("by", offer.by().name())
                        .setParameter("amount", offer.amount().amountMinor())
                        .setParameter("currency", offer.amount().currency().getCurrencyCode())
                        .setParameter("at", at)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Writes the other side's answer. */
    public Uni<Void> answer(Mutiny.Session session, RefundOffer offer) {
        var answeredAt = offer.answeredAt();
        return session.createNativeQuery(ANSWER)
                .setParameter("status", offer.status().name())
                .setParameter("at", answeredAt == null ? null : answeredAt.atOffset(ZoneOffset.UTC))
                .setParameter("order", offer.orderId())
                .setParameter("number", offer.number())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static RefundOffer offer(UUID orderId, Object[] row) {
        @Nullable Object answeredAt = row[6];
        return new RefundOffer(
                orderId,
                ((Number) row[0]).intValue(),
                Actor.valueOf((String) row[1]),
                Money.of(((Number) row[2]).longValue(), (String) row[3]),
                Status.valueOf((String) row[4]),
                Orders.instant(row[5]),
                answeredAt == null ? null : Orders.instant(answeredAt));
    }
}
