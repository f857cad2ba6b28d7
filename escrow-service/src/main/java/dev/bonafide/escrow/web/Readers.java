package dev.bonafide.escrow.web;

import dev.bonafide.escrow.order.Decision.Refused.UnknownOrder;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.StoredOrder;
import dev.bonafide.kit.problem.ProblemException;
import dev.bonafide.kit.security.Caller;
import dev.bonafide.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who may look at an order: its two parties, and those whose work it is. To everybody else it does not exist. */
@ApplicationScoped
class Readers {
    private final Orders orders;
    private final Caller caller;

    Readers(Orders orders, Caller caller) {
        this.orders = orders;
        this.caller = caller;
    }

    /** The one who looks, taken from the token before anything is awaited. */
    record Reader(UUID account, boolean seesAll) {
        /** Whether they may see how the order is paid in parts: that is between its buyer and the platform. */
        boolean seesInstalments(StoredOrder stored) {
            return seesAll || account.equals(stored.order().agreement().buyerId());
        }
    }

    Reader reader() {
        return new Reader(caller.accountId(), caller.hasRole(Roles.FINANCE) || caller.hasRole(Roles.AUDITOR));
    }

    /** The order, or 404 for one that is not there for this reader. */
    Uni<StoredOrder> order(Mutiny.Session session, UUID orderId, Reader reader) {
        return orders.find(session, orderId).map(stored -> {
            if (stored != null
                    && (reader.seesAll()
                            || stored.order()
                                    .agreement()
                                    .sideOf(reader.account())
                                    .isPresent())) {
                return stored;
            }
            throw new ProblemException(RefusalProblems.of(new UnknownOrder(orderId)));
        });
    }
}
