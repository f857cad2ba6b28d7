package dev.bonafide.escrow.desk.ruling;

import dev.bonafide.escrow.desk.ledger.Books;
import dev.bonafide.escrow.indemnity.AfterSaleCost;
import dev.bonafide.escrow.indemnity.AfterSaleCost.Outcome;
import dev.bonafide.escrow.ledger.Occurrence;
import dev.bonafide.escrow.order.Agreement;
import dev.bonafide.escrow.store.AfterSaleCosts;
import dev.bonafide.escrow.store.Orders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Books what carriers and warranty partners are paid after a sale, each once, to whoever bears it. */
@ApplicationScoped
public class CostDesk {
    private final Orders orders;
    private final AfterSaleCosts costs;
    private final Books books;
    private final Clock clock;

    CostDesk(Orders orders, AfterSaleCosts costs, Books books, Clock clock) {
        this.orders = orders;
        this.costs = costs;
        this.books = books;
        this.clock = clock;
    }

    /** Books a cost that was not booked before. */
    public Uni<Outcome> book(Mutiny.Session session, AfterSaleCost cost) {
        return orders.lock(session, cost.orderId()).chain(stored -> {
            if (stored == null || !fits(cost, stored.order().agreement())) {
                return Uni.createFrom().item(Outcome.ORDER_DIFFERS);
            }
            return costs.find(session, cost).chain(known -> {
                if (known != null) {
                    return Uni.createFrom().item(known.equals(cost) ? Outcome.BOOKED_BEFORE : Outcome.OTHER_BEFORE);
                }
                var now = clock.instant();
                var occurrence = Occurrence.of(cost.fact(), cost.orderId(), cost.sellerId(), cost.id(), cost.amount());
                return costs.add(session, cost, now)
                        .chain(() -> books.book(session, List.of(occurrence), now))
                        .replaceWith(Outcome.BOOKED);
            });
        });
    }

    private static boolean fits(AfterSaleCost cost, Agreement agreement) {
        return agreement.buyerId().equals(cost.buyerId())
                && agreement.sellerId().equals(cost.sellerId())
                && agreement.terms().price().currency().equals(cost.amount().currency());
    }
}
