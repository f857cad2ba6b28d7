package dev.bonafide.escrow.commit;

import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.Sellers;
import dev.bonafide.kit.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads and locks for a whole group what each of its commands would begin with: one statement instead of one for each. */
@ApplicationScoped
class Foresight {
    private final Idempotency idempotency;
    private final Orders orders;
    private final Sellers sellers;

    Foresight(Idempotency idempotency, Orders orders, Sellers sellers) {
        this.idempotency = idempotency;
        this.orders = orders;
        this.sellers = sellers;
    }

    Uni<Void> look(Mutiny.Session session, List<Foreseen> commands) {
        if (commands.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return idempotency
                .readAhead(session, commands.stream().map(Foreseen::asked).toList())
                .chain(() -> orders.lockAll(
                        session,
                        commands.stream().map(Foreseen::order).distinct().toList()))
                .map(locked -> locked.stream()
                        .map(order -> order.agreement())
                        .map(a -> new Sellers.Sale(
                                a.sellerId(), a.orderId(), a.terms().price().currency()))
                        .toList())
                .chain(sales -> sellers.readAhead(session, sales));
    }
}
