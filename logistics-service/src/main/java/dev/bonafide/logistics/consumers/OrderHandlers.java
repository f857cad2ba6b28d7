package dev.bonafide.logistics.consumers;

import dev.bonafide.kit.inbox.EventRoutes;
import dev.bonafide.kit.inbox.ReceivedEvent;
import dev.bonafide.logistics.desk.ShipmentDesk;
import dev.bonafide.logistics.events.OrderEvents.CancelledV1;
import dev.bonafide.logistics.events.OrderEvents.FrozenV1;
import dev.bonafide.logistics.events.OrderEvents.FundedV1;
import dev.bonafide.logistics.events.OrderEvents.RefundedV1;
import dev.bonafide.logistics.events.OrderEvents.ReleasedV1;
import dev.bonafide.logistics.order.KnownOrder.Ending;
import dev.bonafide.logistics.order.KnownOrder.Funding;
import dev.bonafide.logistics.store.KnownOrders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Escrow's events on orders, written down as what we know of them. */
@ApplicationScoped
public class OrderHandlers {

    private static final String CONSUMER = "logistics-service";

    private final KnownOrders orders;
    private final ShipmentDesk shipments;

    OrderHandlers(KnownOrders orders, ShipmentDesk shipments) {
        this.orders = orders;
        this.shipments = shipments;
    }

    /** All that this service listens to. */
    @Produces
    @Singleton
    EventRoutes routes() {
        return EventRoutes.of(CONSUMER)
                .on("bonafide.escrow.OrderFunded.v1", FundedV1.class, this::funded)
                .on("bonafide.escrow.OrderFrozen.v1", FrozenV1.class, this::frozen)
                .on("bonafide.escrow.OrderCancelled.v1", CancelledV1.class, this::cancelled)
                .on("bonafide.escrow.OrderReleased.v1", ReleasedV1.class, this::released)
                .on("bonafide.escrow.OrderRefunded.v1", RefundedV1.class, this::refunded);
    }

    private Uni<Void> funded(Mutiny.Session session, ReceivedEvent<FundedV1> event) {
        FundedV1 said = event.data();
        UUID address = said.deliveryAddressId();
        if (address == null) {
            // Nobody sends anything to anybody: to us there is no such order.
            return Uni.createFrom().voidItem();
        }
        return orders.funded(
                session,
                said.orderId(),
                said.buyerId(),
                said.sellerId(),
                new Funding(address, said.shipBy(), said.fundedAt()));
    }

    private Uni<Void> frozen(Mutiny.Session session, ReceivedEvent<FrozenV1> event) {
        FrozenV1 said = event.data();
        // The other milestones of the order go on, and so may what is sent for them.
        return said.milestone() != null
                ? Uni.createFrom().voidItem()
                : orders.frozen(session, said.orderId(), said.buyerId(), said.sellerId(), said.at());
    }

    private Uni<Void> cancelled(Mutiny.Session session, ReceivedEvent<CancelledV1> event) {
        CancelledV1 said = event.data();
        return orders.ended(session, said.orderId(), said.buyerId(), said.sellerId(), Ending.CANCELLED)
                .chain(() -> shipments.callOff(session, said.orderId()));
    }

    private Uni<Void> released(Mutiny.Session session, ReceivedEvent<ReleasedV1> event) {
        ReleasedV1 said = event.data();
        return orders.ended(session, said.orderId(), said.buyerId(), said.sellerId(), Ending.RELEASED);
    }

    private Uni<Void> refunded(Mutiny.Session session, ReceivedEvent<RefundedV1> event) {
        RefundedV1 said = event.data();
        return orders.ended(session, said.orderId(), said.buyerId(), said.sellerId(), Ending.REFUNDED)
                .chain(() -> shipments.callOff(session, said.orderId()));
    }
}
