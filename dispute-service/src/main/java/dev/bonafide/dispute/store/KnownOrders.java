package dev.bonafide.dispute.store;

import dev.bonafide.dispute.order.DisputableOrder;
import dev.bonafide.dispute.order.OrderStage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The orders we have heard of. */
@ApplicationScoped
public class KnownOrders {

    /** The order, held until the transaction ends, so that it is disputed once at a time; null if we know of none. */
    public Uni<@Nullable DisputableOrder> lock(Mutiny.Session session, UUID orderId) {
        return session.find(OrderRow.class, orderId, LockMode.PESSIMISTIC_WRITE)
                .map(row -> row == null ? null : order(row));
    }

    /** Takes news of an order in, which may be the first we hear of it. */
    public Uni<Void> hear(
            Mutiny.Session session, UUID orderId, UUID buyerId, UUID sellerId, UnaryOperator<DisputableOrder> news) {
        return session.<@Nullable OrderRow>find(OrderRow.class, orderId, LockMode.PESSIMISTIC_WRITE)
                .chain(row -> {
                    if (row != null) {
                        write(news.apply(order(row)), row);
                        return session.flush();
                    }
                    var first = new OrderRow();
                    write(news.apply(DisputableOrder.firstHeard(orderId, buyerId, sellerId)), first);
                    return session.persist(first).chain(session::flush);
                });
    }

    private static DisputableOrder order(OrderRow row) {
        return new DisputableOrder(
                row.orderId,
                row.buyerId,
                row.sellerId,
                OrderStage.valueOf(row.stage),
                row.shippedAt,
                row.deliveredAt,
                row.autoConfirmAt,
                row.endedAt);
    }

    private static void write(DisputableOrder order, OrderRow row) {
        row.orderId = order.orderId();
        row.buyerId = order.buyerId();
        row.sellerId = order.sellerId();
        row.stage = order.stage().name();
        row.shippedAt = order.shippedAt();
        row.deliveredAt = order.deliveredAt();
        row.autoConfirmAt = order.autoConfirmAt();
        row.endedAt = order.endedAt();
    }
}
