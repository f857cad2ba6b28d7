package dev.bonafide.escrow.consumers;

import dev.bonafide.escrow.desk.order.OrderDesk;
import dev.bonafide.escrow.desk.order.RefusalCodes;
import dev.bonafide.escrow.desk.payment.Carried;
import dev.bonafide.escrow.order.Decision;
import dev.bonafide.escrow.order.OrderCommand;
import dev.bonafide.escrow.store.ParkedFacts;
import dev.bonafide.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells an order what another service has said about it. A refusal is parked and not thrown: holding up the partition
 * would not make it fit any sooner.
 */
@ApplicationScoped
class ToldOrders {
    private final OrderDesk desk;
    private final ParkedFacts parked;

    ToldOrders(OrderDesk desk, ParkedFacts parked) {
        this.desk = desk;
        this.parked = parked;
    }

    /** Carries out what the event means; parks it if the order refuses. */
    Uni<Void> tell(Mutiny.Session session, ReceivedEvent<?> event, UUID orderId, OrderCommand command) {
        return desk.carryOut(session, orderId, command)
                .chain(carried -> parkIfRefused(session, event, orderId, carried));
    }

    /** Parks the event if the order refused it. */
    Uni<Void> parkIfRefused(Mutiny.Session session, ReceivedEvent<?> event, UUID orderId, Carried carried) {
        return switch (carried.decision()) {
            case Decision.Moved _, Decision.AlreadyDone _ -> Uni.createFrom().voidItem();
            case Decision.Refused refusal ->
                parked.park(session, event.type(), event.id(), orderId, RefusalCodes.of(refusal), refusal.toString());
        };
    }
}
