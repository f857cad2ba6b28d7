package dev.bonafide.escrow.web;

import dev.bonafide.escrow.order.Order;
import dev.bonafide.escrow.store.Orders;
import dev.bonafide.escrow.store.StoredOrder;
import dev.bonafide.kit.http.ETags;
import dev.bonafide.kit.http.Prefer;
import dev.bonafide.kit.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits, without holding a thread or a connection, for what other services say to a new order; not for the seller's word or a
 * person's decision, which may take a day.
 */
@ApplicationScoped
class Waiting {
    /** Less than the ten seconds after which the gateway gives a service up. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final Orders orders;
    private final Transactions transactions;

    Waiting(Orders orders, Transactions transactions) {
        this.orders = orders;
        this.transactions = transactions;
    }

    /** The answer, brought up to date if the client asked to wait and an order was placed. */
    Uni<Response> untilAnswered(Response placed, UUID buyer, @Nullable String prefer) {
        var patience = Prefer.waiting(prefer, LONGEST);
        if (placed.getStatus() != Response.Status.CREATED.getStatusCode() || !patience.isPositive()) {
            return Uni.createFrom().item(placed);
        }
        var path = Objects.requireNonNull(placed.getHeaderString(HttpHeaders.LOCATION));
        var orderId = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        var over = new AtomicBoolean();
        var end = Uni.createFrom().voidItem().onItem().delayIt().by(patience);
        var bell = end.subscribe().with(_ -> over.set(true));
        return look(orderId, over)
                .onTermination()
                .invoke(bell::cancel)
                .map(stored -> Response.fromResponse(placed)
                        .entity(OrderView.of(stored, buyer))
                        .header(HttpHeaders.ETAG, null)
                        .header(HttpHeaders.ETAG, ETags.of(stored.version()))
                        .header("Preference-Applied", "wait=" + patience.toSeconds())
                        .build());
    }

    private Uni<StoredOrder> look(UUID orderId, AtomicBoolean over) {
        return transactions
                .run(session -> orders.find(session, orderId))
                .map(Objects::requireNonNull)
                .chain(stored -> awaitsServices(stored) && !over.get()
                        ? Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(BETWEEN_LOOKS)
                                .chain(() -> look(orderId, over))
                        : Uni.createFrom().item(stored));
    }

    private static boolean awaitsServices(StoredOrder stored) {
        return stored.order() instanceof Order.Placed placed && placed.awaitsServices();
    }
}
